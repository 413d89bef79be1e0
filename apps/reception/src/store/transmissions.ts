import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '@togo/foundation/sqlite';
import { limits as protocol, type IntakeFinding, type Transmission } from '@togo/transmission/protocol';
import { limits } from '../limits.ts';
import type { Course } from '../rules/results.ts';
import { toTransmission, type TransmissionRow } from './transmission-row.ts';

/** A file that the server is about to accept. */
export interface Received extends Omit<Course, 'cancellation' | 'settledAt'> {
  readonly account: string;
  readonly number: string;
  readonly facility: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly digest: string;
  readonly storedAs: string;
  readonly receivedAt: number;
  /** Of the claims window that it came for, YYYYMM. */
  readonly month: string;
  readonly findings: readonly IntakeFinding[];
}

/** A transmission and what the protocol does not tell of it. */
export interface Kept extends Pick<Received, 'month'> {
  readonly transmission: Transmission;
}

export interface Changes {
  readonly transmissions: readonly Transmission[];
  readonly revision: number;
  readonly more: boolean;
}

export interface CancellationOrder {
  readonly number: string;
  readonly requestedAt: number;
  readonly result: 'done' | 'failed';
  readonly at: number;
}

/** What became of a cancellation: `repeated` and `used` are about its number. */
export type Ordered = 'ordered' | 'repeated' | 'used' | 'impossible';

export interface TransmissionStore {
  /** Tells every result of the account that is due. Nothing happens by itself in between. */
  settle(account: string, now: number): void;
  find(account: string, number: string): Kept | undefined;
  /** @returns the one that was there before, or undefined when this one was accepted. On the disk when it returns. */
  accept(received: Received): Kept | undefined;
  changedAfter(account: string, revision: number): Changes;
  /** @param may decides by the results told so far. */
  cancel(account: string, transmission: string, order: CancellationOrder, may: (found: Kept) => boolean): Ordered;
  storedFiles(): ReadonlySet<string>;
}

export function transmissionStore(database: DatabaseSync): TransmissionStore {
  const selectOne = database.prepare('SELECT * FROM transmissions WHERE account = ? AND number = ?');
  const selectDue = database.prepare(`SELECT number FROM transmissions WHERE account = :account AND (
    (arrival_at > settled_at AND arrival_at <= :now)
    OR (acceptance_at > settled_at AND acceptance_at <= :now)
    OR (cancellation_at > settled_at AND cancellation_at <= :now)) ORDER BY revision`);
  const nextRevision = '(SELECT coalesce(max(revision), 0) + 1 FROM transmissions)';
  const setSettled = database.prepare(`UPDATE transmissions SET settled_at = ?, revision = ${nextRevision} WHERE account = ? AND number = ?`);
  const insert = database.prepare(`INSERT INTO transmissions
    (account, number, facility, file_name, bytes, digest, stored_as, received_at, month,
     arrival, arrival_at, acceptance, acceptance_at, findings, settled_at, revision)
    VALUES (:account, :number, :facility, :fileName, :bytes, :digest, :storedAs, :receivedAt, :month,
     :arrival, :arrivalAt, :acceptance, :acceptanceAt, :findings, :receivedAt, ${nextRevision})`);
  const selectAfter = database.prepare('SELECT * FROM transmissions WHERE account = ? AND revision > ? ORDER BY revision LIMIT ?');
  const selectNewest = database.prepare('SELECT coalesce(max(revision), 0) AS newest FROM transmissions');
  const selectFiles = database.prepare('SELECT stored_as FROM transmissions');
  const selectCancellation = database.prepare('SELECT transmission FROM cancellations WHERE account = ? AND number = ?');
  const insertCancellation = database.prepare('INSERT INTO cancellations (account, number, transmission, requested_at) VALUES (?, ?, ?, ?)');
  const setCancellation = database.prepare(`UPDATE transmissions
    SET cancellation = ?, cancellation_number = ?, cancellation_at = ?, settled_at = max(settled_at, ?), revision = ${nextRevision}
    WHERE account = ? AND number = ?`);

  const find = (account: string, number: string): Kept | undefined => {
    const row = selectOne.get(account, number) as TransmissionRow | undefined;
    return row === undefined ? undefined : { transmission: toTransmission(row), month: row.month };
  };
  return {
    settle: (account, now) => {
      if (selectDue.get({ account, now }) === undefined) return;
      inTransaction(database, () => {
        for (const { number } of selectDue.all({ account, now }) as unknown as { number: string }[]) setSettled.run(now, account, number);
      });
    },
    find,
    accept: ({ findings, ...received }) =>
      inTransaction(database, () => {
        const before = find(received.account, received.number);
        if (before === undefined) insert.run({ ...received, findings: JSON.stringify(findings) });
        return before;
      }),
    changedAfter: (account, asked) => {
      const { newest } = selectNewest.get() as { newest: number };
      // A revision that this server never gave comes from other data: tell everything.
      const revision = asked > newest ? 0 : asked;
      const rows = selectAfter.all(account, revision, protocol.transmissionsPerAnswer + 1) as unknown as TransmissionRow[];
      return fill(rows, revision);
    },
    cancel: (account, transmission, { number, requestedAt, result, at }, may) =>
      inTransaction(database, () => {
        const before = selectCancellation.get(account, number) as { transmission: string } | undefined;
        if (before !== undefined) return before.transmission === transmission ? 'repeated' : 'used';
        if (find(account, number) !== undefined) return 'used';
        const found = find(account, transmission);
        if (found === undefined || !may(found)) return 'impossible';
        insertCancellation.run(account, number, transmission, requestedAt);
        setCancellation.run(result, number, at, requestedAt, account, transmission);
        return 'ordered';
      }),
    storedFiles: () => new Set(selectFiles.all().map((row) => String(row['stored_as']))),
  };
}

/** As many as fit into one answer; at least one, since a single one always fits. */
function fill(rows: readonly TransmissionRow[], after: number): Changes {
  const transmissions: Transmission[] = [];
  let revision = after;
  let bytes = 0;
  for (const row of rows.slice(0, protocol.transmissionsPerAnswer)) {
    const transmission = toTransmission(row);
    bytes += Buffer.byteLength(JSON.stringify(transmission));
    if (transmissions.length > 0 && bytes > limits.answerFillBytes) break;
    transmissions.push(transmission);
    revision = row.revision;
  }
  return { transmissions, revision, more: transmissions.length < rows.length };
}
