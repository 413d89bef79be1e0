import type { Clock } from '@togo/foundation';

/** The server's clock, which a scenario can put forward or back. */
export interface AdjustableClock extends Clock {
  shift(ms: number): void;
}

export function adjustableClock(clock: Clock, startOffsetMs: number): AdjustableClock {
  let offsetMs = startOffsetMs;
  return { now: () => new Date(clock.now().getTime() + offsetMs), shift: (ms) => void (offsetMs += ms) };
}
