import { chmod, copyFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sevenZip from '7zip-bin';
import type { Progress } from '@togo/foundation';
import { hashFile } from '@togo/foundation/files';
import { run } from '@togo/foundation/run';
import { runtimeId, type LayerName } from '@togo/release/manifest';
import { formatOriginFile } from '../../origin-file.ts';
import type { Cut, PackedLayer } from '../cut.ts';
import type { StepOutcome } from '../step.ts';

/** No times are stored, and two threads are used whatever the machine has, since LZMA2's output depends on the number. */
const sevenZipArgs = ['a', '-t7z', '-mx=9', '-mmt=2', '-mtm=off', '-mtc=off', '-mta=off', '-ms=on', '-bso0', '-bsp0'];

/** What packs it smallest: the client is one long text. */
const methods: Readonly<Record<LayerName, string>> = { runtime: 'LZMA2', client: 'PPMd:o=16:mem=16m', extras: 'LZMA2' };

/** Name in the layer → the file that it comes from. */
type LayerContent = Readonly<Record<string, string>>;

/** Each layer is compressed once and named by its hash; an upgrade moves only those that changed. */
export async function packLayers(cut: Cut, progress: Progress): Promise<StepOutcome> {
  await mkdir(join(cut.staging, 'layers'));
  const contents = await planLayers(cut);
  const outcomes: StepOutcome[] = [];
  const pack = async (name: LayerName): Promise<PackedLayer> => {
    progress({ what: `${name} layer` });
    const { layer, outcome } = await packLayer(cut, name, contents[name]);
    outcomes.push(outcome);
    return layer;
  };
  cut.learn('layers', { runtime: await pack('runtime'), client: await pack('client'), extras: await pack('extras') });
  return outcomes.includes('built') ? 'built' : 'cached';
}

async function planLayers(cut: Cut): Promise<Record<LayerName, LayerContent>> {
  const runtimeName = join(cut.work, 'runtime');
  await writeFile(runtimeName, `${runtimeId(cut.known('release').release.runtime.sha256)}\n`);
  const { trustPath, root } = cut.known('signing');
  const rootName = join(cut.work, 'root.json');
  await writeFile(rootName, root);
  const originName = join(cut.work, 'origin.json');
  await writeFile(originName, formatOriginFile(cut.known('release').release.publishUrl));
  const words = cut.known('wordsDir');
  const checker = cut.known('checker');
  return {
    runtime: { 'node.exe': cut.known('nodeExe') },
    client: { 'client.mjs': join(cut.known('clientDir'), 'client.mjs'), runtime: runtimeName, 'trust.json': trustPath, 'root.json': rootName, 'origin.json': originName },
    extras: { [basename(checker)]: checker, 'guide.html': join(words, 'guide.html'), 'notes.html': join(words, 'notes.html'), 'notes.txt': join(words, 'notes.txt') },
  };
}

async function packLayer(cut: Cut, name: LayerName, content: LayerContent): Promise<{ layer: PackedLayer; outcome: StepOutcome }> {
  const files = await Promise.all(Object.entries(content).map(async ([path, from]) => ({ path, sha256: await hashFile(from), bytes: (await stat(from)).size })));
  const args = [...sevenZipArgs, `-m0=${methods[name]}`];
  const inputs = { files, args, packer: await hashFile(sevenZip.path7za) };
  const { dir, outcome } = await cut.cache.get(`layer-${name}`, inputs, async (out) => {
    const folder = join(out, 'content');
    await mkdir(folder);
    for (const [path, from] of Object.entries(content)) await copyFile(from, join(folder, path));
    // Packages are installed without their scripts, so nothing has made it executable.
    await chmod(sevenZip.path7za, 0o755);
    await run(sevenZip.path7za, [...args, join(out, 'layer.7z'), ...Object.keys(content).sort()], { cwd: folder, signal: cut.signal });
    await rm(folder, { recursive: true });
  });
  const packed = join(dir, 'layer.7z');
  const sha256 = await hashFile(packed);
  const archive = join(cut.staging, 'layers', `${sha256}.7z`);
  await copyFile(packed, archive);
  return { layer: { sha256, bytes: (await stat(archive)).size, files, archive }, outcome };
}
