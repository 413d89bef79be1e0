import type { DatabaseSync } from 'node:sqlite';
import { limits } from '../limits.ts';

/** What the share of facilities with old TLS versions is counted from. No address of a peer is kept. */
export interface ConnectionLog {
  /** @returns its id for {@link ConnectionLog.describe}. */
  made(at: number, era: string, protocol: string, cipher: string): number;
  refused(at: number, era: string, reason: string): void;
  /** Who spoke over it, once that is known. */
  describe(id: number, client: string, who?: { readonly account: string; readonly facility: string | undefined; readonly prefecture: string }): void;
}

export function connectionLog(database: DatabaseSync, now: Date): ConnectionLog {
  database.prepare('DELETE FROM connections WHERE at < ?').run(now.getTime() - limits.connectionLogMs);
  const insert = database.prepare('INSERT INTO connections (at, era, protocol, cipher, refused) VALUES (?, ?, ?, ?, ?)');
  const setClient = database.prepare('UPDATE connections SET client = ? WHERE id = ?');
  const setWho = database.prepare('UPDATE connections SET client = ?, account = ?, facility = ?, prefecture = ? WHERE id = ?');
  return {
    made: (at, era, protocol, cipher) => Number(insert.run(at, era, protocol, cipher, null).lastInsertRowid),
    refused: (at, era, reason) => void insert.run(at, era, null, null, reason),
    describe: (id, client, who) => {
      if (who === undefined) setClient.run(client, id);
      else setWho.run(client, who.account, who.facility ?? null, who.prefecture, id);
    },
  };
}
