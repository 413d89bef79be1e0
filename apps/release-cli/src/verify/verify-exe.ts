import { copyFile, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Progress } from '@togo/foundation';
import type { Layer, LayerName } from '@togo/release/manifest';
import { longAgo, readReleaseFiles } from '../release-files.ts';
import { findCarried, findManifest, type CarriedFile } from './carried-files.ts';
import { ask, type ProgramKind, type ReleaseCheck } from './check.ts';
import { checkAuthenticode } from './checks/authenticode.ts';
import { checkCarried } from './checks/carried.ts';
import { checkLayers, unpackLayer, type UnpackedLayer } from './checks/layers.ts';
import { checkNotes } from './checks/notes.ts';
import { checkProgram } from './checks/program-facts.ts';
import { checkRuntime } from './checks/runtime.ts';
import { checkTlsPin } from './checks/tls-pin.ts';
import { checkTrust } from './checks/trust-file.ts';
import { checkUpdateSource } from './checks/update-source.ts';
import { checkUpgradesFrom } from './checks/upgrades-from.ts';
import { notARelease } from './not-a-release.ts';
import { readManifest, type Anchors, type Subject } from './subject.ts';
import { contentsOf } from './verify-folder.ts';

const kinds: Readonly<Record<string, Exclude<ProgramKind, 'launcher'>>> = { TogoInstaller: 'installer', TogoUpdate: 'update', IESettingsCheck: 'checker' };

export interface ExeOptions {
  readonly anchors: Anchors;
  readonly scratch: string;
  readonly progress: Progress;
}

/**
 * What can be asked of one exe, far from the folder that it was in: it carries its release.json and its layers. Its name says what it
 * claims to be, and every check holds it to that.
 */
export async function verifyExe(exe: string, { anchors, scratch, progress }: ExeOptions): Promise<ReleaseCheck[]> {
  const [, name = '', version = ''] = /^(\w+)-(\d+\.\d+\.\d+)\b.*\.exe$/i.exec(basename(exe)) ?? [];
  const kind = kinds[name];
  if (kind === undefined) throw notARelease(exe, 'its name is not that of a program of ours');
  const { release } = await readReleaseFiles(version, longAgo);
  progress({ what: 'signature' });
  const program = (makensis?: string): Promise<ReleaseCheck> => checkProgram(kind, exe, { ...release, ...(makensis === undefined ? {} : { makensis }) });
  const signature = (): Promise<ReleaseCheck> => checkAuthenticode(kind, exe, anchors);
  if (kind === 'checker') return Promise.all([signature(), program()]);

  progress({ what: 'what it carries' });
  const files = await contentsOf(exe, join(scratch, 'carried'));
  if (files instanceof Error) {
    const carried = ask(`carried.${kind}`, 'release.json, the launcher and every layer', '', () => [files.message]);
    return Promise.all([signature(), program(), carried]);
  }
  const { check, read } = await readManifest((await findManifest(files)) ?? '');
  if (read === undefined) return [check, ...(await Promise.all([signature(), program()]))];

  const { manifest } = read;
  const unpack = (layer: Layer): Promise<UnpackedLayer> => unpackLayer(layer, findCarried(files, layer.sha256) ?? '', join(scratch, layer.name));
  const unpacked = kind === 'installer' ? await Promise.all(manifest.layers.map(unpack)) : [];
  const layers = new Map<LayerName, string>(manifest.layers.map(({ name: layer }) => [layer, join(scratch, layer)]));
  if (kind === 'update') for (const layer of manifest.layers) await gather(layer, files, join(scratch, layer.name));
  const subject: Subject = { ...read, anchors, scratch, layers };
  const launcher = findCarried(files, manifest.launcher.sha256);
  const others = await Promise.all([
    checkUpgradesFrom(subject),
    checkCarried(kind, subject, files),
    ...(kind === 'installer' ? [checkLayers(subject, unpacked), checkRuntime(subject)] : []),
    checkTlsPin(subject),
    checkTrust(subject),
    checkUpdateSource(subject),
    checkNotes(subject),
    signature(),
    program(manifest.tools.makensis),
    checkAuthenticode('launcher', launcher, anchors),
    checkProgram('launcher', launcher, release),
  ]);
  return [check, ...others];
}

/** An update carries the files of its layers one by one, without their names. */
async function gather({ files: wanted }: Layer, carried: readonly CarriedFile[], folder: string): Promise<void> {
  for (const { path, sha256 } of wanted) {
    const found = findCarried(carried, sha256);
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    if (found !== undefined) await copyFile(found, target);
  }
}
