import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '@togo/foundation/sqlite';
import { limits, type ClosingTime, type Federation } from '@togo/transmission/protocol';

export interface Account {
  readonly userId: string;
  readonly kind: 'facility' | 'agent';
  readonly federation: Federation;
  /** Those that this account may act for. `delegated`: an agent does it. */
  readonly facilities: readonly FacilityOfAccount[];
  readonly provisional: boolean;
}

export interface FacilityOfAccount {
  readonly number: string;
  readonly name: string;
  readonly delegated: boolean;
}

/** What came of asking whether an account may try a password now. */
export type Attempt =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'locked'; readonly until: number }
  | { readonly kind: 'try'; readonly password: string; readonly lockedIfWrong?: number };

export interface AccountStore {
  find(userId: string): Account | undefined;
  /**
   * Counts an attempt before it is made, so that guesses sent side by side count too. The last one that is allowed locks the account at once;
   * {@link AccountStore.succeed} takes that back.
   */
  beginAttempt(userId: string, now: number): Attempt;
  succeed(userId: string): void;
  /** Takes a password hash; ends all sessions of the account but this one. */
  changePassword(userId: string, password: string, sessionToKeep: Uint8Array): void;
}

export function accountStore(database: DatabaseSync): AccountStore {
  const select = database.prepare('SELECT a.*, f.* FROM accounts a JOIN federations f ON f.code = a.federation WHERE a.user_id = ?');
  const selectOwn = database.prepare('SELECT number, name, agent IS NOT NULL AS delegated FROM facilities WHERE number = ?');
  const selectOfAgent = database.prepare('SELECT number, name, 0 AS delegated FROM facilities WHERE agent = ? ORDER BY number');
  const setAttempts = database.prepare('UPDATE accounts SET failures = ?, locked_until = ? WHERE user_id = ?');
  const setPassword = database.prepare('UPDATE accounts SET password = ?, provisional = 0, failures = 0, locked_until = NULL WHERE user_id = ?');
  const endSessions = database.prepare('DELETE FROM sessions WHERE user_id = ? AND token_sha256 <> ?');
  const row = (userId: string): AccountRow | undefined => select.get(userId) as AccountRow | undefined;
  return {
    find: (userId) => {
      const found = row(userId);
      if (found === undefined) return undefined;
      const facilities = (found.facility === null ? selectOfAgent.all(userId) : selectOwn.all(found.facility)) as unknown as FacilityRow[];
      return {
        userId,
        kind: found.facility === null ? 'agent' : 'facility',
        federation: federationOf(found),
        facilities: facilities.map(({ number, name, delegated }) => ({ number, name, delegated: delegated === 1 })),
        provisional: found.provisional === 1,
      };
    },
    beginAttempt: (userId, now) =>
      inTransaction(database, (): Attempt => {
        const found = row(userId);
        if (found === undefined) return { kind: 'unknown' };
        if (found.locked_until !== null && now < found.locked_until) return { kind: 'locked', until: found.locked_until };
        const failures = (found.locked_until === null ? found.failures : 0) + 1;
        const until = failures >= limits.wrongPasswordsMax ? now + limits.lockMs : null;
        setAttempts.run(failures, until, userId);
        return { kind: 'try', password: found.password, ...(until === null ? {} : { lockedIfWrong: until }) };
      }),
    succeed: (userId) => void setAttempts.run(0, null, userId),
    changePassword: (userId, password, sessionToKeep) =>
      inTransaction(database, () => {
        setPassword.run(password, userId);
        endSessions.run(userId, sessionToKeep);
      }),
  };
}

interface AccountRow {
  readonly facility: string | null;
  readonly password: string;
  readonly provisional: number;
  readonly failures: number;
  readonly locked_until: number | null;
  readonly code: string;
  readonly name: string;
  readonly send_day: number;
  readonly send_time: string;
  readonly cancel_day: number;
  readonly cancel_time: string;
}

interface FacilityRow {
  readonly number: string;
  readonly name: string;
  readonly delegated: number;
}

function federationOf(row: AccountRow): Federation {
  const closing = (day: number, time: string): ClosingTime => ({ day, time });
  return { code: row.code, name: row.name, sendUntil: closing(row.send_day, row.send_time), cancelUntil: closing(row.cancel_day, row.cancel_time) };
}
