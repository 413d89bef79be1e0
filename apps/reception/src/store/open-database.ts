import { DatabaseSync } from 'node:sqlite';
import { CodedError } from '@togo/foundation';
import { inTransaction } from '@togo/foundation/sqlite';
import { limits } from '../limits.ts';

export interface DatabaseForm {
  readonly version: number;
  readonly schema: string;
  /** FULL: what was committed survives a power cut. NORMAL: it survives the end of the process. */
  readonly synchronous: 'FULL' | 'NORMAL';
}

/**
 * Opens a SQLite file, making it on first use.
 *
 * @throws CodedError `DATA_UNKNOWN` for a file that another version of this server wrote.
 */
export function openDatabase(path: string, { version, schema, synchronous }: DatabaseForm): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: limits.databaseBusyMs });
  try {
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA foreign_keys = ON`);
    inTransaction(database, () => {
      const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
      if (found === 0) database.exec(`${schema}; PRAGMA user_version = ${version}`);
      else if (found !== version) {
        throw new CodedError('DATA_UNKNOWN', `${path}: expected data of version ${version}, got ${found}`, { hint: 'Choose another --data.' });
      }
    });
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
