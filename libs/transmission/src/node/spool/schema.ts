import type { DatabaseSync } from 'node:sqlite';

/** One step from a version to the next. It runs on a copy, inside a transaction. */
export type Migration = (database: DatabaseSync) => void;

/** How a version of the spool is made: an empty one of version 1, then one migration for each later version. */
export interface Schema {
  readonly create: string;
  /** The first leads from version 1 to version 2. */
  readonly migrations: readonly Migration[];
}

/** A claim's bytes lie in pieces, so that sending 50 MB takes the memory of one piece. */
export const schema: Schema = {
  create: `
    CREATE TABLE entries (
      position INTEGER PRIMARY KEY,
      number TEXT NOT NULL UNIQUE,
      entry TEXT NOT NULL
    ) STRICT;
    CREATE TABLE pieces (
      number TEXT NOT NULL,
      part INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      UNIQUE (number, part)
    ) STRICT;
    CREATE TABLE notices (
      id TEXT PRIMARY KEY,
      notice TEXT NOT NULL,
      downloaded_at TEXT
    ) STRICT;
    CREATE TABLE facts (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;`,
  migrations: [],
};

export function versionOf({ migrations }: Schema): number {
  return migrations.length + 1;
}
