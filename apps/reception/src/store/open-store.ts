import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CodedError } from '@togo/foundation';
import { accountStore, type AccountStore } from './accounts.ts';
import { claimFiles, type ClaimFiles } from './claim-files.ts';
import { connectionLog, type ConnectionLog } from './connection-log.ts';
import { noticeStore, type NoticeStore } from './notices.ts';
import { openDatabase } from './open-database.ts';
import { connectionLogSchema, schema, schemaVersion } from './schema.ts';
import { sessionStore, type SessionStore } from './sessions.ts';
import { transmissionStore, type TransmissionStore } from './transmissions.ts';

/** Everything that the server remembers, in one folder. */
export interface Store {
  readonly database: DatabaseSync;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly transmissions: TransmissionStore;
  readonly notices: NoticeStore;
  readonly files: ClaimFiles;
  readonly connections: ConnectionLog;
  close(): void;
}

/**
 * Opens the data folder: `reception.sqlite`, `connections.sqlite`, `claims/`. One process at a time may have it.
 *
 * @param now by the server's clock.
 * @throws CodedError `DATA_IN_USE`, `DATA_UNKNOWN`.
 */
export async function openStore(folder: string, now: Date): Promise<Store> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = takeLock(folder);
  const opened: DatabaseSync[] = [lock];
  const close = (): void => opened.reverse().forEach((database) => database.close());
  try {
    const database = openDatabase(join(folder, 'reception.sqlite'), { version: schemaVersion, schema, synchronous: 'FULL' });
    opened.push(database);
    const log = openDatabase(join(folder, 'connections.sqlite'), { version: schemaVersion, schema: connectionLogSchema, synchronous: 'NORMAL' });
    opened.push(log);
    const transmissions = transmissionStore(database);
    return {
      database,
      accounts: accountStore(database),
      sessions: sessionStore(database),
      transmissions,
      notices: noticeStore(database),
      files: await claimFiles(join(folder, 'claims'), transmissions.storedFiles()),
      connections: connectionLog(log, now),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** SQLite's own file lock, which the operating system takes back however the process dies. */
function takeLock(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    lock.close();
    throw new CodedError('DATA_IN_USE', `${folder}: another reception server uses this folder`, { cause, hint: 'Stop it, or choose another --data.' });
  }
}
