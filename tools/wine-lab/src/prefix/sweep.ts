import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '@togo/foundation/lock';

/** Deletes the PCs of processes that ended without doing so. A PC's folder is named after its process: `4711-0badcafe`. */
export async function sweepPcs(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const orphans = names.filter((name) => /^\d+-[0-9a-f]{8}$/.test(name) && !isAlive(Number.parseInt(name, 10)));
  await Promise.all(orphans.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
