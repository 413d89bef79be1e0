import { setTimeout as pause } from 'node:timers/promises';

/** While a mirror is renewed, its lists and its packages do not agree: for a minute or two, sometimes for hours. */
const pausesMs: readonly number[] = [15_000, 45_000, 90_000];

/** How apt says so. A network that is down, or a package that does not exist, is nothing to wait for. */
const renewal = /Mirror sync in progress|unexpected size|Hash Sum mismatch|404 +Not Found|unmet dependencies/;

export function isRenewal(error: unknown): boolean {
  return renewal.test(String(error));
}

export interface Patience {
  /** How long to wait before each further attempt, in milliseconds. */
  readonly pausesMs?: readonly number[];
  /** Told before each wait. */
  readonly onWait?: (ms: number) => void;
}

/**
 * Does what asks a mirror for something, and does it again later while the mirror is being renewed.
 *
 * @throws what the last attempt threw.
 */
export async function withMirrorPatience<T>(act: () => Promise<T>, { pausesMs: waits = pausesMs, onWait }: Patience = {}): Promise<T> {
  for (const ms of waits) {
    try {
      return await act();
    } catch (error) {
      if (!isRenewal(error)) throw error;
      onWait?.(ms);
      await pause(ms);
    }
  }
  return act();
}
