import { open, rename, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '@togo/foundation/sqlite';
import { DeskError } from '../desk-error.ts';
import { schema as presentSchema, versionOf, type Schema } from './schema.ts';

/**
 * Opens the outbox, makes it where there is none, and brings an older one up to date on a copy that replaces it only when it has proved sound.
 *
 * @throws DeskError R-562 for a newer one, R-563 while another process has it, R-564 when it is damaged or the disk refuses.
 */
export async function openDatabase(path: string, schema: Schema = presentSchema): Promise<DatabaseSync> {
  try {
    await rm(copyOf(path), { force: true }); // of a migration that was cut off
    const database = take(path);
    const found = readVersion(database);
    const wanted = versionOf(schema);
    if (found > wanted) {
      database.close();
      throw new DeskError('R-562', `outbox.sqlite: expected version ${wanted} or older, got ${found}`, { hint: 'Install the newest version of the client.' });
    }
    if (found === 0) return create(makeDurable(database), schema);
    if (found === wanted) return makeDurable(database);
    await migrate(path, database, schema, found);
    return makeDurable(take(path));
  } catch (error) {
    throw toDeskError(error);
  }
}

/** Changes nothing yet. @throws unless this process is the only one. */
function take(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** From now on every commit is on the disk when it returns, and what is deleted is overwritten. */
function makeDurable(database: DatabaseSync): DatabaseSync {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  return database;
}

function create(database: DatabaseSync, schema: Schema): DatabaseSync {
  inTransaction(database, () => {
    database.exec(schema.create);
    for (const step of schema.migrations) step(database);
    database.exec(`PRAGMA user_version = ${versionOf(schema)}`);
  });
  return database;
}

/** The old file stays what it is until the rename; killed before it, the next start begins again. */
async function migrate(path: string, old: DatabaseSync, schema: Schema, from: number): Promise<void> {
  const copy = copyOf(path);
  const before = countEntries(old);
  old.prepare('VACUUM INTO ?').run(copy);
  const database = new DatabaseSync(copy);
  try {
    inTransaction(database, () => {
      for (const step of schema.migrations.slice(from - 1)) step(database);
      database.exec(`PRAGMA user_version = ${versionOf(schema)}`);
    });
    const soundness = checkIntegrity(database);
    const after = countEntries(database);
    if (soundness !== 'ok' || after !== before) {
      throw new DeskError('R-564', `outbox.sqlite: expected ${before} sound entries after the migration, got ${after} (${String(soundness)})`);
    }
  } catch (error) {
    database.close();
    old.close();
    await rm(copy, { force: true });
    throw error;
  }
  database.close();
  const file = await open(copy, 'r+');
  await file.sync().finally(() => file.close());
  // The log of the old file must not outlive it: it would be taken for the log of the new one.
  old.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  old.close();
  await rm(`${path}-wal`, { force: true });
  await rename(copy, path);
}

/** @returns `ok`, or the first thing that is wrong. @throws what SQLite throws for a file that is no database. */
export function checkIntegrity(database: DatabaseSync): unknown {
  return Object.values(database.prepare('PRAGMA integrity_check').get() ?? {})[0];
}

function countEntries(database: DatabaseSync): number {
  return (database.prepare('SELECT count(*) AS count FROM entries').get() as { count: number }).count;
}

function readVersion(database: DatabaseSync): number {
  return (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}

const sqliteBusy = 5;

/** SQLite's own errors become ours; all others pass. */
export function toDeskError(error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error;
  const code = (Number(error.errcode) & 0xff) === sqliteBusy ? 'R-563' : 'R-564';
  return new DeskError(code, `outbox.sqlite: ${error.message}`, { cause: error });
}

function copyOf(path: string): string {
  return `${path}.migrating`;
}
