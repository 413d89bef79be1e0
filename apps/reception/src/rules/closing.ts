import type { ClosingTime } from '@togo/transmission/protocol';

const hour = 3_600_000;
/** Japan has no summer time. */
const japan = 9 * hour;

/**
 * @param month of the claims window, YYYYMM.
 * @returns the moment, ms since 1970, which itself is already too late.
 */
export function closingOf({ day, time }: ClosingTime, month: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return Date.UTC(Number(month.slice(0, 4)), Number(month.slice(4)) - 1, day, hours, minutes) - japan;
}
