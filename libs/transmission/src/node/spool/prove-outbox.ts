import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { copyIfThere } from '@togo/foundation/files';
import { checkIntegrity, openDatabase } from './open-database.ts';
import { schema as presentSchema, type Schema } from './schema.ts';

const files = ['outbox.sqlite', 'outbox.sqlite-wal'] as const;

/**
 * Whether this version can go on with the outbox of a data folder. It is opened, and brought up to date where it is older, on a copy in a
 * temporary folder that is removed again: the outbox itself is not touched.
 *
 * @returns `none` where there is none yet; `damaged` where no version could read it, so that an older one is no better.
 * @throws DeskError R-562 for a newer one, R-564 for a sound one that cannot be brought up to date.
 */
export async function proveOutbox(folder: string, schema: Schema = presentSchema): Promise<'none' | 'readable' | 'damaged'> {
  const place = await mkdtemp(join(tmpdir(), 'togo-outbox-'));
  try {
    const copied = await Promise.all(files.map((name) => copyIfThere(join(folder, name), join(place, name))));
    if (copied[0] !== true) return 'none';
    if (!isSound(join(place, files[0]))) return 'damaged';
    const database = await openDatabase(join(place, files[0]), schema);
    database.close();
    return 'readable';
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

function isSound(path: string): boolean {
  const database = new DatabaseSync(path);
  try {
    return checkIntegrity(database) === 'ok';
  } catch {
    return false;
  } finally {
    database.close();
  }
}
