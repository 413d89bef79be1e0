import { setTimeout as pause } from 'node:timers/promises';
import type { Clock, Progress } from '@togo/foundation';
import { DeskError, type Desk, type ExchangeReport } from '@togo/transmission/node';
import { ClientError } from '../client-error.ts';
import type { Log } from '../log.ts';

/** A 送受信 that has ended. */
export interface ExchangeOutcome {
  readonly at: Date;
  readonly report: ExchangeReport;
}

/** 送受信: one at a time, in the background of the screens. */
export class ExchangeRun {
  readonly #clock: Clock;
  readonly #log: Log;
  #running: Promise<void> | undefined;
  #done = 0;
  #last: ExchangeOutcome | undefined;
  readonly #end = new AbortController();

  constructor(clock: Clock, log: Log) {
    this.#clock = clock;
    this.#log = log;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** How much of the running one is done, 0 to 1. */
  get done(): number {
    return this.#done;
  }

  get last(): ExchangeOutcome | undefined {
    return this.#last;
  }

  /** Starts one; while one runs, that one goes on. */
  start(desk: Desk): void {
    this.#running ??= this.#perform(desk).finally(() => {
      this.#running = undefined;
    });
  }

  /** Breaks the running one off: what was on its way is asked about the next time. No other starts. */
  async stop(): Promise<void> {
    this.#end.abort();
    await this.#running;
  }

  /** Settled when the running one has ended, at the latest after `maxMs`. */
  async wait(maxMs: number): Promise<void> {
    const stop = new AbortController();
    await Promise.race([this.#running, pause(maxMs, undefined, { signal: stop.signal }).catch(() => undefined)]);
    stop.abort();
  }

  async #perform(desk: Desk): Promise<void> {
    this.#done = 0;
    const report = await exchangeOnce(desk, ({ done }) => (this.#done = done ?? this.#done), this.#end.signal);
    this.#last = { at: this.#clock.now(), report };
    this.#log.write('exchange', { code: report.code, sent: report.sent.length, changed: report.changed.length, detail: report.detail });
  }
}

/** One 送受信. */
export function exchangeOnce(desk: Desk, progress: Progress, signal?: AbortSignal): Promise<ExchangeReport> {
  return reportOf(() => desk.exchange(progress, signal));
}

/** What the desk or the way to it refuses by an error becomes a report like any other. */
export async function reportOf(act: () => Promise<ExchangeReport>): Promise<ExchangeReport> {
  try {
    return await act();
  } catch (error) {
    const nothing = { ok: false, sent: [], changed: [], skipped: [] };
    if (error instanceof DeskError || error instanceof ClientError) return { ...nothing, code: error.code, detail: error.message };
    return { ...nothing, code: 'I-499', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
