import type { Clock, Progress } from '@togo/foundation';
import type { ClaimSummary, Entry } from '../outbox/index.ts';
import type { Notice, Session } from '../protocol/index.ts';
import type { Patience } from './reception-link.ts';
import type { KeptNotice } from './spool/spool.ts';
import type { Target } from './target.ts';

export interface DeskOptions {
  /** Data folder, which exists; `outbox.sqlite` lies there. */
  readonly folder: string;
  /** Asked before each connection, where it is a function. */
  readonly connection: Target | (() => Target | Promise<Target>);
  readonly clock: Clock;
  /** Product and version, for the server's log. */
  readonly userAgent: string;
  readonly patience?: Patience;
}

/** A claim file that the user has seen checked and confirms. */
export interface ConfirmedFile {
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
  readonly fileName: string;
  readonly facility: string;
  readonly summary: ClaimSummary;
  /** Number of the entry that it takes the place of. */
  readonly replaces?: string;
}

/** What one 送受信 did, or one asking. */
export interface ExchangeReport {
  /** True exactly with T-100. */
  readonly ok: boolean;
  /** T-100, or what ended it: T-1xx, R-5xx. */
  readonly code: string;
  /** Numbers that the server now holds and did not before. */
  readonly sent: readonly string[];
  /** Numbers of which something else is known now. */
  readonly changed: readonly string[];
  /** In the queue, but not for this user ID. */
  readonly skipped: readonly string[];
  /** One English line for support; no secrets. */
  readonly detail: string;
}

/** The last 送受信 or asking. */
export interface LastExchange {
  readonly at: string;
  /** The server's clock when it was last heard, and its distance from ours. */
  readonly serverTime: string;
  readonly skewSeconds: number;
  readonly code: string;
}

/**
 * The clerk's desk: what is to be sent, what was sent and what became of it. One process has it at a time. Everything that it says is on
 * the disk already. All that can be refused throws DeskError.
 */
export interface Desk {
  /** In memory only. Its end is learnt from the server: R-505. */
  readonly session: Session | undefined;
  readonly lastExchange: LastExchange | undefined;
  /** One attempt. The same wrong password a second time is refused here, so that a double click cannot lock the account. */
  logIn(userId: string, password: string): Promise<void>;
  changePassword(current: string, next: string): Promise<void>;
  /** Forgets the session, and tells the server where it can be reached. */
  logOut(): Promise<void>;
  /** Durable when it resolves, with the 整理番号 that it will keep. */
  confirm(file: ConfirmedFile): Promise<Entry>;
  withdraw(number: string): Promise<Entry>;
  /** A durable wish, which goes out with the next exchange. */
  requestCancellation(number: string): Promise<Entry>;
  /** 送受信. A second call while one runs gets the report of the first. @throws DeskError R-505 without a session; all else is in the report. */
  exchange(progress?: Progress, signal?: AbortSignal): Promise<ExchangeReport>;
  /**
   * Asks what became of what was sent, and sends nothing: no file, no cancellation. Whoever wants an exchange meanwhile does not wait for its end:
   * it is broken off (T-113). While an exchange runs, the report is that one's.
   *
   * @throws DeskError R-505 without a session; all else is in the report.
   */
  ask(): Promise<ExchangeReport>;
  /** Newest first. */
  entries(): readonly Entry[];
  entry(number: string): Entry | undefined;
  /** Newest first. */
  notices(): readonly KeptNotice[];
  fetchNotice(id: string): Promise<{ readonly notice: Notice; readonly bytes: Uint8Array }>;
  close(): Promise<void>;
}
