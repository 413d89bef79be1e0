import { closingOf, limits, type ClosingTime } from '../protocol/index.ts';

const jstOffsetMs = 9 * 60 * 60_000;

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
