import { CodedError, readMoment, systemClock, type Clock } from '@togo/foundation';

/**
 * The clock that an option names: it stands at that moment; without the option, or at `now`, it is the machine's.
 *
 * @param option for the message, for example `--at`.
 * @throws CodedError `USAGE`
 */
export function clockOf(option: string, written = 'now'): Clock {
  if (written === 'now') return systemClock;
  const moment = readMoment(written);
  if (moment === undefined) throw new CodedError('USAGE', `${option}: expected a moment with an offset such as 2021-04-19T10:00:00+09:00, got ${written}`);
  return { now: () => new Date(moment) };
}

/** The moment that an option names. @throws CodedError `USAGE` */
export function momentOf(option: string, written: string): Date {
  return clockOf(option, written).now();
}
