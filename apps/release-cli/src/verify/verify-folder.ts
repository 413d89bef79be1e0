import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress } from '@togo/foundation';
import { readPreviousRelease } from '../release-files.ts';
import { carriedFiles, findCarried, type CarriedFile } from './carried-files.ts';
import type { ReleaseCheck } from './check.ts';
import { checkAuthenticode } from './checks/authenticode.ts';
import { checkBlockMap } from './checks/block-map.ts';
import { checkCarried } from './checks/carried.ts';
import { checkChecksums } from './checks/checksums.ts';
import { checkLatestYml } from './checks/latest-yml.ts';
import { checkLayers, unpackLayer, type UnpackedLayer } from './checks/layers.ts';
import { checkNotes } from './checks/notes.ts';
import { checkProgram } from './checks/program-facts.ts';
import { checkProvenance } from './checks/provenance.ts';
import { checkRebuild } from './checks/rebuild.ts';
import { checkRuntime } from './checks/runtime.ts';
import { checkSbom } from './checks/sbom.ts';
import { checkTlsPin } from './checks/tls-pin.ts';
import { checkTrust } from './checks/trust-file.ts';
import { checkUpdateSource } from './checks/update-source.ts';
import { checkUpgradesFrom } from './checks/upgrades-from.ts';
import { readManifest, type Anchors, type Subject } from './subject.ts';

export interface FolderOptions {
  readonly anchors: Anchors;
  readonly scratch: string;
  readonly rebuild: boolean;
  readonly progress: Progress;
  readonly signal: AbortSignal | undefined;
}

/** Every question about a release folder, in the order in which an auditor asks. */
export async function verifyFolder(dist: string, { anchors, scratch, rebuild, progress, signal }: FolderOptions): Promise<ReleaseCheck[]> {
  progress({ what: 'checksums' });
  const checksums = await checkChecksums(dist);
  const { check, read } = await readManifest(await readFile(join(dist, 'release.json'), 'utf8').catch(() => ''));
  if (read === undefined) return [check, checksums];

  progress({ what: 'layers' });
  const unpacked = await unpackLayers(dist, read.manifest, scratch);
  const subject: Subject = { ...read, anchors, scratch, layers: new Map(unpacked.map(({ layer, folder }) => [layer.name, folder])) };
  progress({ what: 'programs' });
  const programs = await openPrograms(dist, subject);
  progress({ what: 'every check' });
  // All are started at once, after the last thing that is waited for: one that cannot be asked ends them all.
  const others = await Promise.all([
    checkUpgradesFrom(subject),
    checkLayers(subject, unpacked, dist),
    checkRuntime(subject),
    checkTlsPin(subject),
    checkTrust(subject),
    checkUpdateSource(subject),
    checkNotes(subject, dist),
    checkSbom(subject, dist),
    checkLatestYml(subject, dist),
    checkBlockMap(subject, dist),
    ...judgePrograms(subject, programs),
    checkProvenance(subject, dist, programs.paths.launcher),
    ...(rebuild ? [checkRebuild(subject, dist, { progress, signal })] : []),
  ]);
  return [check, checksums, ...others];
}

async function unpackLayers(dist: string, { layers }: Subject['manifest'], scratch: string): Promise<UnpackedLayer[]> {
  return Promise.all(layers.map((layer) => unpackLayer(layer, join(dist, 'layers', `${layer.sha256}.7z`), join(scratch, layer.name))));
}

/** The programs of a release, and what the large ones carry; undefined in the place of one that is not there. */
interface Programs {
  readonly paths: Readonly<Record<'installer' | 'checker' | 'launcher', string | undefined>> & { readonly update?: string | undefined };
  readonly inInstaller: CarriedFile[] | Error;
  /** Absent where the release has no update. */
  readonly inUpdate?: CarriedFile[] | Error;
}

async function openPrograms(dist: string, { manifest, written, scratch }: Subject): Promise<Programs> {
  const named = (name: string): Promise<string | undefined> => existing(join(dist, `${name}-${manifest.version}.exe`));
  const [installer, update, checker] = await Promise.all(['TogoInstaller', 'TogoUpdate', 'IESettingsCheck'].map(named));
  // An update exists where the release before has the same runtime.
  const hasUpdate = update !== undefined || (await readPreviousRelease(written.release))?.runtime.sha256 === written.release.runtime.sha256;
  const inInstaller = await contentsOf(installer, join(scratch, 'in-installer'));
  const launcher = Array.isArray(inInstaller) ? findCarried(inInstaller, manifest.launcher.sha256) : undefined;
  if (!hasUpdate) return { paths: { installer, checker, launcher }, inInstaller };
  return { paths: { installer, update, checker, launcher }, inInstaller, inUpdate: await contentsOf(update, join(scratch, 'in-update')) };
}

function judgePrograms(subject: Subject, { paths, inInstaller, inUpdate }: Programs): Promise<ReleaseCheck>[] {
  const { manifest, written, anchors } = subject;
  const expected = { ...written.release, makensis: manifest.tools.makensis };
  const kinds = Object.keys(paths) as (keyof typeof paths)[];
  return [
    ...kinds.flatMap((kind) => [checkAuthenticode(kind, paths[kind], anchors), checkProgram(kind, paths[kind], expected)]),
    checkCarried('installer', subject, inInstaller),
    ...(inUpdate === undefined ? [] : [checkCarried('update', subject, inUpdate)]),
  ];
}

/** What an NSIS program carries, or why that cannot be said. */
export async function contentsOf(exe: string | undefined, folder: string): Promise<CarriedFile[] | Error> {
  if (exe === undefined) return new Error('no such program');
  try {
    return await carriedFiles(await readFile(exe), folder);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function existing(path: string): Promise<string | undefined> {
  return stat(path).then(
    () => path,
    () => undefined,
  );
}
