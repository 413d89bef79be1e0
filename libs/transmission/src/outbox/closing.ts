import { limits, type ClosingTime } from '../protocol/index.ts';

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

export interface ClosingWarning {
  /** `soon`: less than `limits.closingWarnMs` is left. */
  readonly state: 'open' | 'soon' | 'passed';
  readonly until: Date;
}

/** How a moment stands to a closing time. @param now by the server's clock, as well as it is known (`serverNow`). */
export function closingWarning(closing: ClosingTime, month: string, now: Date): ClosingWarning {
  const until = closingOf(closing, month);
  const leftMs = until.getTime() - now.getTime();
  return { state: leftMs <= 0 ? 'passed' : leftMs < limits.closingWarnMs ? 'soon' : 'open', until };
}

/** The month that a moment lies in, in Japan: YYYYMM. */
export function monthInJapan(moment: Date): string {
  return new Date(moment.getTime() + jstOffsetMs).toISOString().slice(0, 7).replace('-', '');
}
