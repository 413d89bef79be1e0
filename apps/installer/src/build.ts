import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { hashFile } from '@togo/foundation/files';
import { run } from '@togo/foundation/run';
import { parseManifest, type Layer, type Manifest } from '@togo/release/manifest';
import { writeArt } from './art.ts';
import type { InstallerBuildCode } from './errors.ts';
import { posixQuote } from './escape.ts';
import { filesList, releaseScript, type CarriedFile } from './nsis-release.ts';
import { nsisTexts } from './nsis-texts.ts';
import { packageExe } from './package-exe.ts';
import { runProgram } from './program.ts';
import { readInstallerRequest, type InstallerRequest } from './request.ts';
import { prepareToolset } from './toolset.ts';

const sources = join(import.meta.dirname, '../nsis');

/** One of the exes of a release: the whole of it, or what is new since the previous release. */
interface Edition {
  readonly kind: 'installer' | 'update';
  readonly exeName: string;
  /** Not carried: already on the PC, or the installation is refused. */
  readonly baseLayers: readonly Layer['name'][];
  /** Folders of the layers that are carried file by file. */
  readonly unpacked: Readonly<Partial<Record<Layer['name'], string>>>;
}

/** Builds the 統合インストーラ, and the update from the previous release, into `request.out`. */
async function buildInstaller(request: InstallerRequest): Promise<void> {
  const { out, work } = request;
  const manifest = await checkInputs(request);
  await mkdir(out, { recursive: true });
  await mkdir(work, { recursive: true });
  const unpacker = await prepareToolset(request.makensis, work);
  const art = join(work, 'art');
  await writeArt(art);
  const editions: Edition[] = [{ kind: 'installer', exeName: `TogoInstaller-${manifest.version}.exe`, baseLayers: [], unpacked: {} }];
  if (request.baseLayers.length > 0) {
    const unpacked = await unpackSmallLayers(request, unpacker);
    editions.push({ kind: 'update', exeName: `TogoUpdate-${manifest.version}.exe`, baseLayers: request.baseLayers, unpacked });
  }
  const built = Object.fromEntries(await Promise.all(editions.map(async (edition) => [edition.kind, await buildEdition(request, manifest, art, edition)] as const)));
  await writeFile(join(out, 'built.json'), `${JSON.stringify({ formatVersion: 1, ...built }, null, 2)}\n`);
}

async function buildEdition(request: InstallerRequest, manifest: Manifest, art: string, { kind, exeName, baseLayers, unpacked }: Edition): Promise<object> {
  const { out, sign, publishUrl, sourceDate } = request;
  // The block map and latest.yml are of the whole installer alone.
  const isWhole = kind === 'installer';
  const pack = async (name: string, signing: InstallerRequest['sign'], isFinal: boolean) => {
    const work = join(request.work, `${kind}-${name}`);
    const generated = join(request.work, `generated-${kind}-${name}`);
    await generateScripts(request, manifest, { generated, art, signing, baseLayers, unpacked });
    const script = join(sources, 'installer.nsi');
    return packageExe({ manifest, generated, art, script, exeName, publishUrl, sourceDate, sign: signing, forUpdates: isFinal && isWhole, work });
  };
  // Signatures differ from one builder to the next, and the signed uninstaller lies inside. What two builders compare is made without any, at the same time.
  const packs = [pack('unsigned', null, sign === null), ...(sign === null ? [] : [pack('signed', sign, true)])];
  const [plain = '', output = plain] = await Promise.all(packs);
  const unsignedSha256 = await hashFile(join(plain, exeName));
  for (const name of [exeName, ...(isWhole ? [`${exeName}.blockmap`, 'latest.yml'] : [])]) await copyFile(join(output, name), join(out, name));
  const path = join(out, exeName);
  return { path: exeName, sha256: await hashFile(path), bytes: (await stat(path)).size, unsignedSha256 };
}

/** All layers of an update but a new runtime: without the unpacker, which is larger than they are. */
async function unpackSmallLayers({ layers, baseLayers, work }: InstallerRequest, unpacker: string): Promise<Edition['unpacked']> {
  const small = layers.filter(({ name }) => name !== 'runtime' && !baseLayers.includes(name));
  const unpack = async ({ name, path }: (typeof small)[number]) => {
    const folder = join(work, `layer-${name}`);
    await run(unpacker, ['x', '-y', '-bd', `-o${folder}`, path]);
    return [name, folder] as const;
  };
  return Object.fromEntries(await Promise.all(small.map(unpack)));
}

/** The request, the manifest and the files must be of one release. */
async function checkInputs(request: InstallerRequest): Promise<Manifest> {
  const manifest = parseManifest(await readFile(request.manifest, 'utf8'));
  const faults: string[] = [];
  const expect = (what: string, expected: unknown, got: unknown) => {
    if (expected !== got) faults.push(`${what}: the manifest says ${String(expected)}, got ${String(got)}`);
  };
  expect('version', manifest.version, request.version);
  expect('signing', manifest.signing, request.signing);
  expect('upgradesFrom', manifest.upgradesFrom, request.upgradesFrom);
  expect('launcher', manifest.launcher.sha256, await hashFile(request.launcher));
  for (const layer of manifest.layers) {
    const given = request.layers.find(({ name }) => name === layer.name);
    expect(`layer ${layer.name}: sha256`, layer.sha256, given === undefined ? 'no such layer' : await hashFile(given.path));
  }
  if (faults.length > 0) {
    const code: InstallerBuildCode = 'REQUEST_INVALID';
    throw new CodedError(code, `the build request and ${request.manifest} are not of one release:\n${faults.map((fault) => `- ${fault}`).join('\n')}`, {
      hint: 'Build the layers and the manifest again, then the installer.',
    });
  }
  return manifest;
}

interface ScriptPlaces {
  readonly generated: string;
  readonly art: string;
  readonly signing: InstallerRequest['sign'];
  readonly baseLayers: Edition['baseLayers'];
  readonly unpacked: Edition['unpacked'];
}

async function generateScripts(request: InstallerRequest, manifest: Manifest, { generated, art, signing, baseLayers, unpacked }: ScriptPlaces): Promise<void> {
  await mkdir(generated, { recursive: true });
  const notes = join(generated, 'notes.txt');
  const list = join(generated, 'files.lst');
  await writeFile(notes, controlText(await readFile(request.notesText, 'utf8')));
  const carried = async (path: string): Promise<CarriedFile> => ({ path, sha256: await hashFile(path) });
  const carriedManifest = await carried(request.manifest);
  await writeFile(list, filesList(manifest, carriedManifest.sha256));
  const archives = Object.fromEntries(request.layers.map(({ name, path }) => [name, path])) as Record<Layer['name'], string>;
  const script = releaseScript({
    manifest,
    sources,
    art,
    notes,
    signUninstaller: signing === null ? undefined : await writeSignScript(generated, signing),
    files: {
      manifest: carriedManifest,
      filesList: await carried(list),
      launcher: await carried(request.launcher),
      sevenZip: await carried(request.sevenZip),
    },
    archives,
    baseLayers,
    unpacked,
  });
  await writeFile(join(generated, 'places.nsh'), script);
  await writeFile(join(generated, 'texts.nsh'), nsisTexts(manifest));
}

/** NSIS gives its signing hook to a shell: the hook is one script without arguments of its own, every word in it quoted. */
async function writeSignScript(folder: string, sign: readonly string[]): Promise<string> {
  const path = join(folder, 'sign-uninstaller');
  await writeFile(path, `#!/bin/sh\nexec ${sign.map(posixQuote).join(' ')} "$1"\n`, { mode: 0o755 });
  return path;
}

/** A text for a Windows edit control: UTF-16, CRLF, ended by NUL. */
function controlText(text: string): Uint8Array {
  return Buffer.from(`${text.replace(/\r?\n/g, '\r\n')}\0`, 'utf16le');
}

await runProgram('build-installer', async (path) => buildInstaller(await readInstallerRequest(path)));
