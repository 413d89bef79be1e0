import { appendFile, copyFile, chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sevenZip from '7zip-bin';
import { hashFile } from '@togo/foundation/files';
import { run } from '@togo/foundation/run';
import { locateToolchain } from '@togo/needs';
import { createManifest, formatManifest, type BuiltLayer, type Layer, type Manifest } from '@togo/release/manifest';
import { changedInstaller, type ScriptChange } from './changed-installer.ts';

/** A release with a runtime and a client that do as the test says; everything else about it is real. */
export interface StandIn {
  readonly version: string;
  /** Absolute; made anew. Afterwards `out/` holds the installer, `layers/`, `release.json` and `denso.exe` what it carries. */
  readonly folder: string;
  /** What the stand-in client does (`node.c`). Default: answers the self-check as a good client. */
  readonly client?: readonly string[];
  /** Instead of the real checker: none, a file that Windows cannot start, or what a stand-in does (`node.c`). */
  readonly checker?: 'missing' | 'broken' | readonly string[];
  readonly signing?: Manifest['signing'];
  readonly sign?: readonly string[];
  readonly upgradesFrom?: string;
  /** Claims that one file has other bytes than it has: a payload that was damaged before it was packed. */
  readonly damaged?: boolean;
  /** Claims this many bytes more than there are. */
  readonly extraBytes?: number;
  readonly notes?: string;
  /** Also makes the update, whose base is any release with this runtime. */
  readonly hasUpdate?: boolean;
  /** Appended to the runtime: another runtime, which does the same. */
  readonly runtimeTail?: string;
  /** What the installer's script says otherwise than ours. */
  readonly changes?: readonly ScriptChange[];
  /** With the instruments of the upgrade lab (`instruments.nsh`). */
  readonly isInstrumented?: boolean;
}

const buildPrograms = join(import.meta.dirname, '../../src');
const checkerBuilder = join(import.meta.dirname, '../../../checker/src/build.ts');
const sourceDate = 1_618_794_000;
const reception = { host: 'denso.kaigo.example', port: 443, probePath: '/v1/handshake' } as const;

/** Builds the layers, the launcher and the installer of a stand-in release by the same programs as a real one. */
export async function buildStandIn(standIn: StandIn): Promise<Manifest> {
  const { version, folder } = standIn;
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'layers'), { recursive: true });
  const node = await buildNode(standIn);
  const runtimeSha256 = await hashFile(node);
  const goodClient = [`say {"formatVersion":1,"ok":true,"version":"${version}"}`];
  const contents: Record<Layer['name'], Record<string, string | Buffer>> = {
    runtime: { 'node.exe': await readFile(node) },
    client: { 'client.mjs': `${(standIn.client ?? goodClient).join('\n')}\n`, 'trust.json': '{}\n', runtime: `${runtimeSha256.slice(0, 16)}\n` },
    extras: { ...(await checkerFiles(standIn, node)), 'notes.html': '<p>お知らせ</p>\n', 'notes.txt': 'お知らせ\n', 'guide.html': '<p>手順</p>\n' },
  };
  const launcher = await buildLauncher(version, folder);
  const layers = {
    runtime: await pack('runtime', contents.runtime, folder),
    client: await pack('client', contents.client, folder),
    extras: misdescribe(await pack('extras', contents.extras, folder), standIn),
  };
  const manifest = createManifest({
    release: {
      formatVersion: 1,
      version,
      title: `統合インストーラ Ver.${version}`,
      previousRelease: '8.0.0',
      upgradesFrom: standIn.upgradesFrom ?? `>=8.0.0 <${version}`,
      tls: { min: 'TLSv1.2', max: 'TLSv1.2' },
      os: ['windows-8.1', 'windows-10'],
      runtime: { node: '22.23.2', arch: 'ia32', sha256: runtimeSha256 },
      reception,
      productNames: { installer: '統合インストーラ', client: '介護伝送ソフト', checker: 'IE設定チェックツール' },
      publishUrl: 'https://download.kaigo.example/denso/',
      sourceDate: new Date(sourceDate * 1000),
    },
    signing: standIn.signing ?? 'development',
    launcher: { sha256: await hashFile(launcher), bytes: (await stat(launcher)).size },
    layers,
    tools: { makensis: (await locateToolchain()).makensis.version },
  });
  await writeFile(join(folder, 'release.json'), formatManifest(manifest));
  await writeFile(join(folder, 'notes.txt'), standIn.notes ?? 'この版のお知らせです。\n二行目です。\n');
  await writeFile(join(folder, 'request.json'), JSON.stringify(await installerRequest(standIn, manifest), null, 2));
  const isOurs = standIn.changes === undefined && standIn.isInstrumented !== true;
  const programs = isOurs ? buildPrograms : await changedInstaller(join(folder, 'changed'), standIn.changes ?? [], standIn.isInstrumented === true);
  await runBuild('build.ts', join(folder, 'request.json'), programs);
  return manifest;
}

/** @param programs folder of the build programs; absent, those of this project. */
export function runBuild(name: string, request: string, programs = buildPrograms): Promise<unknown> {
  return run(process.execPath, ['--disable-warning=ExperimentalWarning', join(programs, name), request], { timeoutMs: 120_000 });
}

async function installerRequest({ folder, sign, hasUpdate }: StandIn, manifest: Manifest): Promise<object> {
  const { makensis } = await locateToolchain();
  const layers = manifest.layers.map(({ name }) => ({ name, path: join(folder, 'layers', `${name}.7z`) }));
  return {
    formatVersion: 1,
    version: manifest.version,
    signing: manifest.signing,
    manifest: join(folder, 'release.json'),
    launcher: join(folder, 'denso.exe'),
    layers,
    baseLayers: hasUpdate === true ? ['runtime'] : [],
    notesText: join(folder, 'notes.txt'),
    sevenZip: join(sevenZip.path7za, '../../../win/ia32/7za.exe'),
    upgradesFrom: manifest.upgradesFrom,
    publishUrl: 'https://download.kaigo.example/denso/',
    sourceDate,
    makensis,
    sign: sign ?? null,
    out: join(folder, 'out'),
    work: join(folder, 'work'),
  };
}

async function buildNode({ folder, runtimeTail }: StandIn): Promise<string> {
  const { mingw } = await locateToolchain();
  const node = join(folder, 'node.exe');
  await run(mingw.gcc, ['-std=gnu11', '-O1', '-s', '-municode', '-Wl,--no-insert-timestamp', join(import.meta.dirname, 'node.c'), '-o', node]);
  if (runtimeTail !== undefined) await appendFile(node, runtimeTail);
  return node;
}

/** What the release says is its checker. */
async function checkerFiles({ version, folder, checker }: StandIn, node: string): Promise<Record<string, string | Buffer>> {
  const name = `IESettingsCheck-${version}.exe`;
  if (checker === 'missing') return {};
  if (checker === 'broken') return { [name]: 'no program\n' };
  if (checker !== undefined) return { [name]: await readFile(node), [`${name}.txt`]: `${checker.join('\n')}\n` };
  return { [name]: await readFile(await buildChecker(version, folder)) };
}

async function buildChecker(version: string, folder: string): Promise<string> {
  const request = join(folder, 'checker-request.json');
  const { makensis } = await locateToolchain();
  const work = join(folder, 'checker-work');
  const product = { formatVersion: 1, version, productName: 'IE設定チェックツール', reception, sourceDate, makensis, out: work, work };
  await writeFile(request, JSON.stringify(product));
  await run(process.execPath, ['--disable-warning=ExperimentalWarning', checkerBuilder, request]);
  return join(work, `IESettingsCheck-${version}.exe`);
}

async function buildLauncher(version: string, folder: string): Promise<string> {
  const request = join(folder, 'launcher-request.json');
  await writeFile(request, JSON.stringify({ formatVersion: 1, version, productName: '介護伝送ソフト', sourceDate, out: folder, work: join(folder, 'launcher-work') }));
  await runBuild('build-launcher.ts', request);
  return join(folder, 'denso.exe');
}

async function pack(name: string, contents: Readonly<Record<string, string | Buffer>>, folder: string): Promise<BuiltLayer> {
  const source = join(folder, 'layers', name);
  const archive = join(folder, 'layers', `${name}.7z`);
  await mkdir(source);
  const files = [];
  for (const [path, data] of Object.entries(contents)) {
    await writeFile(join(source, path), data);
    files.push({ path, sha256: await hashFile(join(source, path)), bytes: Buffer.byteLength(data) });
  }
  await run(await unpacker(folder), ['a', '-mtm=off', archive, ...Object.keys(contents)], { cwd: source });
  return { sha256: await hashFile(archive), bytes: (await stat(archive)).size, files };
}

function misdescribe(layer: BuiltLayer, { damaged = false, extraBytes = 0 }: StandIn): BuiltLayer {
  const files = layer.files.map((file) => {
    if (file.path !== 'guide.html') return file;
    return { ...file, sha256: damaged ? '0'.repeat(64) : file.sha256, bytes: file.bytes + extraBytes };
  });
  return { ...layer, files };
}

/** npm unpacks 7za without the right to execute it. */
async function unpacker(folder: string): Promise<string> {
  const copy = join(folder, '7za');
  await copyFile(sevenZip.path7za, copy);
  await chmod(copy, 0o755);
  return copy;
}
