import type { DatabaseSync } from 'node:sqlite';

/** All or nothing; written to the disk when it returns, where the database is FULL. `act` must not wait for anything. */
export function inTransaction<T>(database: DatabaseSync, act: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = act();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
