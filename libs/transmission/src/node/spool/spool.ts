import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { inTransaction } from '@togo/foundation/sqlite';
import type * as z from 'zod/mini';
import { entry as entrySchema, type Entry } from '../../outbox/index.ts';
import { limits, notice as noticeSchema, type Notice } from '../../protocol/index.ts';
import { DeskError } from '../desk-error.ts';
import { inPieces } from './in-pieces.ts';
import { openDatabase, toDeskError } from './open-database.ts';

/** A notice document that the server has told of. */
export type KeptNotice = Notice & { readonly downloadedAt: string | null };

/** What was staged: bytes that belong to no entry yet. */
export interface Staged {
  readonly bytes: number;
  readonly digest: string;
}

/** The outbox on the disk. What a call has returned from survives the end of the process and of the power. */
export class Spool {
  readonly #database: DatabaseSync;
  readonly #setEntry: StatementSync;
  readonly #deletePieces: StatementSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
    this.#setEntry = database.prepare('UPDATE entries SET entry = ? WHERE number = ?');
    this.#deletePieces = database.prepare('DELETE FROM pieces WHERE number = ?');
  }

  /** @param folder that exists. @throws DeskError. */
  static async open(folder: string): Promise<Spool> {
    const database = await openDatabase(join(folder, 'outbox.sqlite'));
    const spool = new Spool(database);
    try {
      spool.#act(() => database.exec('DELETE FROM pieces WHERE number NOT IN (SELECT number FROM entries)')); // of confirmations that were cut off
      return spool;
    } catch (error) {
      spool.close();
      throw error;
    }
  }

  /** Oldest first. @throws DeskError R-564 for what is no entry. */
  entries(): Entry[] {
    const rows = this.#act(() => this.#database.prepare('SELECT entry FROM entries ORDER BY position').all()) as { entry: string }[];
    return rows.map(({ entry }) => parse(entry, entrySchema));
  }

  /** Writes the bytes down under a number that no entry has yet. @throws DeskError R-514 above the limit. */
  async stage(number: string, source: Uint8Array | AsyncIterable<Uint8Array>): Promise<Staged> {
    const insert = this.#database.prepare('INSERT INTO pieces (number, part, bytes) VALUES (?, ?, ?)');
    const hash = createHash('sha256');
    let [part, bytes] = [0, 0];
    for await (const piece of inPieces(source)) {
      bytes += piece.length;
      if (bytes > limits.claimFileMaxBytes) throw new DeskError('R-514', `expected at most ${limits.claimFileMaxBytes} bytes, got more`);
      hash.update(piece);
      this.#act(() => insert.run(number, part++, piece));
    }
    return { bytes, digest: hash.digest('base64') };
  }

  unstage(number: string): void {
    this.#act(() => this.#deletePieces.run(number));
  }

  /** From now on the file is confirmed. */
  add(entry: Entry): void {
    this.#act(() => this.#database.prepare('INSERT INTO entries (number, entry) VALUES (?, ?)').run(entry.number, JSON.stringify(entry)));
  }

  /** All of them or none. Without `keepBytes` nothing of that entry will ever be sent again. */
  update(changes: readonly { readonly entry: Entry; readonly keepBytes: boolean }[]): void {
    this.#act(() =>
      inTransaction(this.#database, () => {
        for (const { entry, keepBytes } of changes) {
          this.#setEntry.run(JSON.stringify(entry), entry.number);
          if (!keepBytes) this.unstage(entry.number);
        }
      }),
    );
  }

  /** The bytes of an entry, one piece in memory at a time. */
  *pieces(number: string): Generator<Uint8Array> {
    const select = this.#database.prepare('SELECT bytes FROM pieces WHERE number = ? AND part = ?');
    for (let part = 0; ; part += 1) {
      const row = this.#act(() => select.get(number, part)) as { bytes: Uint8Array } | undefined;
      if (row === undefined) return;
      yield row.bytes;
    }
  }

  /** Newest first. */
  notices(): KeptNotice[] {
    const rows = this.#act(() => this.#database.prepare('SELECT notice, downloaded_at FROM notices').all()) as { notice: string; downloaded_at: string | null }[];
    return rows
      .map((row) => ({ ...parse(row.notice, noticeSchema), downloadedAt: row.downloaded_at }))
      .sort((a, b) => Date.parse(b.issuedAt) - Date.parse(a.issuedAt));
  }

  /** Those that the server no longer lists stay: they were told. */
  keepNotices(notices: readonly Notice[]): void {
    const upsert = this.#database.prepare('INSERT INTO notices (id, notice) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET notice = excluded.notice');
    this.#act(() =>
      inTransaction(this.#database, () => {
        for (const notice of notices) upsert.run(notice.id, JSON.stringify(notice));
      }),
    );
  }

  markDownloaded(id: string, at: string): void {
    this.#act(() => this.#database.prepare('UPDATE notices SET downloaded_at = ? WHERE id = ?').run(at, id));
  }

  fact(name: string): string | undefined {
    const row = this.#act(() => this.#database.prepare('SELECT value FROM facts WHERE name = ?').get(name)) as { value: string } | undefined;
    return row?.value;
  }

  setFact(name: string, value: string): void {
    this.#act(() => this.#database.prepare('INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(name, value));
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #act<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw toDeskError(error);
    }
  }
}

function parse<T extends z.ZodMiniType>(text: string, schema: T): z.infer<T> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new DeskError('R-564', 'outbox.sqlite: expected an entry of this version, got something else', { cause });
  }
}
