import { randomBytes } from 'node:crypto';
import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '@togo/foundation/lock';
import { incomingFolder } from '../key.ts';
import type { Source } from '../source.ts';
import { makeFolders } from './tree.ts';

/** Files of this process that are on their way. */
const underway = new Set<string>();

/**
 * Writes the content to the disk where no web server may read, gives it to `place`, and removes that name.
 * The folder is on the same disk as the object, so that `place` can link or rename.
 */
export async function throughIncoming<T>(root: string, source: Source, place: (temporary: string) => Promise<T>): Promise<T> {
  const name = `${process.pid}.${randomBytes(16).toString('hex')}`;
  const temporary = join(root, incomingFolder, name);
  await makeFolders(root, [incomingFolder], 0o700);
  underway.add(name);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(source.open());
      await file.chmod(0o644);
      await file.sync();
    } finally {
      await file.close();
    }
    return await place(temporary);
  } finally {
    await rm(temporary, { force: true });
    underway.delete(name);
  }
}

/** Removes what killed publishers have left. Files of other names, and of processes that live, are not touched. */
export async function sweepIncoming(root: string): Promise<void> {
  const folder = join(root, incomingFolder);
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = Number(/^(\d+)\.[0-9a-f]{32}$/.exec(name)?.[1] ?? 0);
    const isStale = pid === process.pid ? !underway.has(name) : pid > 0 && !isAlive(pid);
    if (isStale) await rm(join(folder, name), { force: true });
  }
}
