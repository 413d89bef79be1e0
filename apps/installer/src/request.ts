import { readFile } from 'node:fs/promises';
import { CodedError } from '@togo/foundation';
import { absolutePath, count, formatVersion1, line, listOf, nullable, object, oneOf, version, type Reader } from './checked-json.ts';
import type { InstallerBuildCode } from './errors.ts';

const layerName = oneOf('runtime', 'client', 'extras');

/** Keys that are not listed are left alone: the caller may say more than is needed here. */
const installerRequest = object({
  formatVersion: formatVersion1,
  version,
  signing: oneOf('development', 'production', 'unsigned'),
  /** The release's `release.json`. */
  manifest: absolutePath,
  /** `denso.exe`, signed by the caller or not. */
  launcher: absolutePath,
  /** The archives; all else about them is in the manifest. */
  layers: listOf(object({ name: layerName, path: absolutePath })),
  /** Layers that the previous release has too: the update is made without them. Empty when it would save nothing. */
  baseLayers: listOf(layerName),
  notesText: absolutePath,
  /** 7za.exe for 32-bit Windows: unpacks the layers on the PC. */
  sevenZip: absolutePath,
  /** Versions that this installer may replace, as a semver range. */
  upgradesFrom: line,
  publishUrl: line,
  /** Unix seconds: the only time that reaches the output. */
  sourceDate: count,
  makensis: object({ exe: absolutePath, nsisDir: absolutePath }),
  /** Argument list that signs the file appended to it, in place; null leaves everything unsigned. */
  sign: nullable(listOf(line)),
  out: absolutePath,
  work: absolutePath,
});

const launcherRequest = object({ formatVersion: formatVersion1, version, productName: line, sourceDate: count, out: absolutePath, work: absolutePath });

export type InstallerRequest = ReturnType<typeof installerRequest>;
export type LauncherRequest = ReturnType<typeof launcherRequest>;

export const readInstallerRequest = (path: string): Promise<InstallerRequest> => readChecked(path, installerRequest);
export const readLauncherRequest = (path: string): Promise<LauncherRequest> => readChecked(path, launcherRequest);

/** @throws CodedError `REQUEST_INVALID` listing every fault of the file. */
async function readChecked<T>(path: string, read: Reader<T>): Promise<T> {
  const faults: string[] = [];
  let checked: T | undefined;
  try {
    checked = read(JSON.parse(await readFile(path, 'utf8')), '', faults);
  } catch (error) {
    throw refused(path, [error instanceof Error ? error.message : String(error)], error);
  }
  if (faults.length > 0) throw refused(path, faults);
  return checked;
}

function refused(path: string, faults: readonly string[], cause?: unknown): CodedError<InstallerBuildCode> {
  return new CodedError('REQUEST_INVALID', `${path} is no usable build request:\n${faults.map((fault) => `- ${fault}`).join('\n')}`, {
    cause,
    hint: 'Correct the fields named above and run the build again.',
  });
}
