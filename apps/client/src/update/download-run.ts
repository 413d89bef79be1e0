import { setTimeout as pause } from 'node:timers/promises';
import type { Clock, Progress } from '@togo/foundation';
import { limits } from '../limits.ts';
import { nameTrouble, type Trouble } from './name-trouble.ts';

/** How far a download is. */
export interface DownloadState {
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Undefined while nobody can tell. */
  readonly secondsLeft: number | undefined;
}

/** A point of a download, for its speed. */
interface Point {
  readonly atMs: number;
  readonly bytes: number;
}

/** One download at a time, in the background of the screens. */
export class DownloadRun {
  readonly #clock: Clock;
  #running: Promise<void> | undefined;
  #stop = new AbortController();
  #trouble: Trouble | undefined;
  #total = 0;
  #first: Point | undefined;
  #latest: Point | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Why the last one did not end well; undefined as well where it was stopped by hand. */
  get trouble(): Trouble | undefined {
    return this.#trouble;
  }

  /** Something newer is known than how the last one ended. */
  forget(): void {
    this.#trouble = undefined;
  }

  get state(): DownloadState {
    return { doneBytes: this.#latest?.bytes ?? 0, totalBytes: this.#total, secondsLeft: secondsLeft(this.#total, this.#first, this.#latest) };
  }

  /**
   * Starts one; while one runs, that one goes on.
   *
   * @param heldBytes of it that are on this PC already.
   */
  start(totalBytes: number, heldBytes: number, act: (progress: Progress, signal: AbortSignal) => Promise<void>): void {
    this.#running ??= this.#perform(totalBytes, heldBytes, act).finally(() => {
      this.#running = undefined;
    });
  }

  /** What has come stays, and is gone on with the next time. */
  async cancel(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** Settled when it has ended, at the latest after `maxMs`. */
  async wait(maxMs: number): Promise<void> {
    const stop = new AbortController();
    await Promise.race([this.#running, pause(maxMs, undefined, { signal: stop.signal }).catch(() => undefined)]);
    stop.abort();
  }

  async #perform(totalBytes: number, heldBytes: number, act: (progress: Progress, signal: AbortSignal) => Promise<void>): Promise<void> {
    [this.#stop, this.#trouble, this.#total, this.#first] = [new AbortController(), undefined, totalBytes, undefined];
    this.#latest = { atMs: this.#clock.now().getTime(), bytes: heldBytes };
    const progress: Progress = ({ done }) => {
      if (done === undefined) return;
      this.#latest = { atMs: this.#clock.now().getTime(), bytes: Math.round(done * totalBytes) };
      this.#first ??= this.#latest;
    };
    try {
      await act(progress, this.#stop.signal);
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#trouble = nameTrouble(error);
    }
  }
}

/** From the speed so far. Pure. */
export function secondsLeft(totalBytes: number, first: Point | undefined, latest: Point | undefined): number | undefined {
  if (first === undefined || latest === undefined) return undefined;
  const [ms, bytes] = [latest.atMs - first.atMs, latest.bytes - first.bytes];
  return ms < limits.updateGuessAfterMs || bytes <= 0 ? undefined : ((totalBytes - latest.bytes) * ms) / bytes / 1000;
}
