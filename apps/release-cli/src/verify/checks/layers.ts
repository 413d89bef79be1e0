import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { hashFile, listFiles } from '@togo/foundation/files';
import { runtimeId, type Layer } from '@togo/release/manifest';
import { ask, differing, type ReleaseCheck } from '../check.ts';
import { unpack } from '../seven-zip.ts';
import type { Subject } from '../subject.ts';

/** An archive of a layer, and the folder that it was unpacked into; a damaged one leaves that folder incomplete. */
export interface UnpackedLayer {
  readonly layer: Layer;
  readonly archive: string;
  readonly folder: string;
  readonly fault: string | undefined;
}

export async function unpackLayer(layer: Layer, archive: string, folder: string): Promise<UnpackedLayer> {
  const fault = await unpack([archive], folder).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof CodedError && error.code === 'RUN_FAILED') return `${layer.name}: the archive cannot be unpacked`;
      throw error;
    },
  );
  return { layer, archive, folder, fault };
}

/**
 * Hashes, sizes, places and contents of the layers are those of the manifest.
 *
 * @param dist undefined when the layers come out of an exe; else its checker must be the one that is installed.
 */
export function checkLayers({ manifest }: Pick<Subject, 'manifest'>, unpacked: readonly UnpackedLayer[], dist?: string): Promise<ReleaseCheck> {
  const ofVersion = `versions\\${manifest.version}`;
  const targets = { runtime: `runtime\\${runtimeId(manifest.runtime.sha256)}`, client: ofVersion, extras: ofVersion };
  return ask('layers', 'archives named by their hashes, with exactly the files of release.json', 'so they are', async () => {
    const faults: string[] = [];
    for (const { layer, archive, folder, fault } of unpacked) {
      const { name } = layer;
      faults.push(...(fault === undefined ? [] : [fault]), ...differing(`${name}: target`, targets[name], layer.target));
      const archiveFacts = await lstat(archive).catch(() => undefined);
      if (archiveFacts === undefined) faults.push(`${name}: no archive`);
      else faults.push(...differing(`${name}: bytes`, layer.bytes, archiveFacts.size), ...differing(`${name}: sha256`, layer.sha256, await hashFile(archive)));
      faults.push(...(await contentFaults(layer, folder)));
    }
    return dist === undefined ? faults : [...faults, ...(await checkerFaults(manifest, dist))];
  });
}

/** The checker is downloaded alone and installed with the client: it is one program. */
async function checkerFaults({ version, layers }: Subject['manifest'], dist: string): Promise<string[]> {
  const name = `IESettingsCheck-${version}.exe`;
  const installed = layers.flatMap(({ files }) => files).find(({ path }) => path === name);
  return differing(`${name} beside the installer`, installed?.sha256, await hashFile(join(dist, name)).catch(() => undefined));
}

async function contentFaults({ name, files }: Layer, folder: string): Promise<string[]> {
  const present = await listFiles(folder).catch((): string[] => []);
  const faults = present.filter((path) => files.every((file) => file.path !== path)).map((path) => `${name}: ${path} is not in release.json`);
  for (const { path, sha256, bytes } of files) {
    const at = join(folder, path);
    const facts = present.includes(path) ? await lstat(at) : undefined;
    if (facts === undefined) faults.push(`${name}: ${path} is missing`);
    else if (!facts.isFile()) faults.push(`${name}: ${path} is no file`);
    else faults.push(...differing(`${name}: ${path}: bytes`, bytes, facts.size), ...differing(`${name}: ${path}`, sha256, await hashFile(at)));
  }
  return faults;
}
