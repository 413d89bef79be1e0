import type { Clock } from '@togo/foundation';
import type { Desk } from '@togo/transmission/node';
import { limits } from '../limits.ts';
import type { Log } from '../log.ts';
import type { Ticker } from '../ticker.ts';
import { reportOf } from './exchange-run.ts';
import { planAsking, type AskingPlan } from './plan-asking.ts';

export interface AskingSetup {
  /** The outbox where it is open; nothing is opened for the sake of asking. */
  readonly openDesk: () => Promise<Desk | undefined>;
  /** Whether the user's own 送受信 runs. */
  readonly isBusy: () => boolean;
}

/** Asks for results by itself while somebody is logged in. It sends nothing and logs nobody in. */
export class AutomaticAsking {
  readonly #setup: AskingSetup;
  readonly #clock: Clock;
  readonly #log: Log;
  #attemptedAt: Date | undefined;
  #running: Promise<void> | undefined;
  #end: (() => void) | undefined;

  constructor(setup: AskingSetup, clock: Clock, log: Log) {
    this.#setup = setup;
    this.#clock = clock;
    this.#log = log;
  }

  /** A look now and then, not one alarm: a PC that sleeps, or whose clock is set, is late by one look at most. */
  start(ticker: Ticker): void {
    this.#end = ticker.every(limits.askingLookMs, () => this.look());
  }

  stop(): void {
    this.#end?.();
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  plan(desk: Desk): AskingPlan {
    return planAsking(desk, this.#attemptedAt, this.#clock.now());
  }

  /** Asks when it is time to. Settled when that is done; a second look meanwhile waits for the first. */
  look(): Promise<void> {
    this.#running ??= this.#lookOnce().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #lookOnce(): Promise<void> {
    const desk = await this.#setup.openDesk();
    if (desk === undefined || this.#setup.isBusy()) return;
    const plan = this.plan(desk);
    const now = this.#clock.now();
    if (plan.kind !== 'planned' || plan.next > now) return;
    this.#attemptedAt = now;
    const report = await reportOf(() => desk.ask());
    this.#log.write('asked', { code: report.code, changed: report.changed.length, detail: report.detail });
  }
}
