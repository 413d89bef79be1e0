import type { Stats } from 'node:fs';
import { chmod, lstat, mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { insteadOf } from '@togo/foundation';
import { OriginError } from '../errors.ts';

/**
 * The file under a key; undefined when there is none. The root is the operator's and may be a link; nothing below it may.
 *
 * @throws OriginError `unreachable` without the root, `refused` where a link or something else than folders and a file is on the way.
 */
export async function findFile(root: string, parts: readonly string[]): Promise<Stats | undefined> {
  await demandRoot(root);
  for (const [index, part] of parts.entries()) {
    const path = join(root, ...parts.slice(0, index), part);
    const stats = await lstat(path).catch(insteadOf('ENOENT', undefined));
    if (stats === undefined) return undefined;
    const last = index === parts.length - 1;
    if (last ? !stats.isFile() : !stats.isDirectory()) throw refusal(path, last ? 'file' : 'folder', stats);
    if (last) return stats;
  }
  return undefined;
}

/** Makes the folders of a key, each written to the disk before anything is put into it. What others may do there does not hang on the umask. */
export async function makeFolders(root: string, parts: readonly string[], mode: 0o700 | 0o755 = 0o755): Promise<void> {
  await demandRoot(root);
  for (const index of parts.keys()) {
    const path = join(root, ...parts.slice(0, index + 1));
    const isNew = await mkdir(path, { mode }).then(() => true, insteadOf('EEXIST', false));
    if (isNew) {
      await chmod(path, mode);
      await syncFolder(join(path, '..'));
    }
    const stats = await lstat(path);
    if (!stats.isDirectory()) throw refusal(path, 'folder', stats);
  }
}

/** A new name in a folder survives a power cut only once the folder itself is on the disk. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function demandRoot(root: string): Promise<void> {
  const stats = await stat(root).catch(insteadOf('ENOENT', undefined));
  if (stats?.isDirectory() === true) return;
  // An unmounted disk must not look like an empty origin.
  throw new OriginError('unreachable', `${root} should be the folder of the origin and ${stats === undefined ? 'does not exist' : 'is not a folder'}`, {
    hint: 'Mount its disk, or make the folder, then repeat the same command.',
  });
}

function refusal(path: string, expected: string, stats: Stats): OriginError {
  const got = stats.isSymbolicLink() ? 'a link' : stats.isDirectory() ? 'a folder' : stats.isFile() ? 'a file' : 'neither file nor folder';
  return new OriginError('refused', `${path}: expected a ${expected}, got ${got}`, {
    hint: 'Nothing was followed or written. Find out who put it there and remove it.',
  });
}
