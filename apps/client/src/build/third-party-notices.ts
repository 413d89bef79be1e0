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
  return Promise.all([...new Set(folders)].sort().map((folder) => readPackage(join(workspaceRoot, folder))));
}

/** The licences as one comment for the end of the bundle. */
export function thirdPartyNotices(packages: readonly BundledPackage[]): string {
  const notices = packages.map(({ name, version, licenseText }) => `${name} ${version}\n\n${licenseText}`);
  return notices.length === 0 ? '' : `/*!\n${notices.join('\n\n').replaceAll('*/', '* /')}\n*/\n`;
}

async function readPackage(folder: string): Promise<BundledPackage> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Omit<BundledPackage, 'licenseText'>;
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  if (file === undefined) throw new InternalError(`${name} ${version} has no licence file: it must not go into the client`);
  return { name, version, license, licenseText: (await readFile(join(folder, file), 'utf8')).trim() };
}
