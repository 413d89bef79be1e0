import type { ClosingTime } from './session.ts';

const jstOffsetMs = 9 * 60 * 60_000;

/**
 * The moment from which it is too late, in Japan (UTC+9, no summer time). `24:00` is the end of that day.
 *
 * @param month YYYYMM, the 処理対象年月.
 */
export function closingOf({ day, time }: ClosingTime, month: string): Date {
  const [year, monthNumber, hour, minute] = [month.slice(0, 4), month.slice(4), time.slice(0, 2), time.slice(3)].map(Number) as [number, number, number, number];
  return new Date(Date.UTC(year, monthNumber - 1, day, hour, minute) - jstOffsetMs);
}
