import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InternalError } from '@togo/foundation';

/** A package of other people inside the bundle, for the bill of materials. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly license: string;
  /** Its licence, which asks to stay with every copy. */
  readonly licenseText: string;
}

/** @param inputs paths of what was bundled, relative to the workspace, with forward slashes. */
export async function bundledPackages(workspaceRoot: string, inputs: readonly string[]): Promise<BundledPackage[]> {
  const folders = inputs.flatMap((path) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return Promise.all(
    [...new Set(folders)].sort().map((folder) => {
      const files = inputs.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
      return readPackage(join(workspaceRoot, folder), files);
    }),
  );
}

/** The licences as one comment for the end of the bundle. */
export function thirdPartyNotices(packages: readonly BundledPackage[]): string {
  const notices = packages.map(({ name, version, licenseText }) => `${name} ${version}\n\n${licenseText}`);
  return notices.length === 0 ? '' : `/*!\n${notices.join('\n\n').replaceAll('*/', '* /')}\n*/\n`;
}

async function readPackage(folder: string, files: readonly string[]): Promise<BundledPackage> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Omit<BundledPackage, 'licenseText'>;
  const texts = await Promise.all(foldersOf(files).map((inside) => readLicence(join(folder, inside))));
  if (texts[0] === undefined) throw new InternalError(`${name} ${version} has no licence file: it must not go into the client`);
  return { name, version, license, licenseText: texts.filter((text) => text !== undefined).join('\n\n') };
}

/** The package's own folder first, then those below it on the way to a file: a package may carry another one with its own licence. */
function foldersOf(files: readonly string[]): string[] {
  const ways = files.map((file) => file.split('/').slice(0, -1));
  return [...new Set(['', ...ways.flatMap((way) => way.map((_, index) => way.slice(0, index + 1).join('/'))).sort()])];
}

async function readLicence(folder: string): Promise<string | undefined> {
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  return file === undefined ? undefined : (await readFile(join(folder, file), 'utf8')).trim();
}
