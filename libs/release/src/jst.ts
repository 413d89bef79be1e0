import { readMoment } from '@togo/foundation';

/** Japan has had one offset and no summer time since 1951, so JST is arithmetic. */
const offset = '+09:00';
const offsetMs = 9 * 60 * 60 * 1000;

const wallClock = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const eraMonth = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { timeZone: 'Asia/Tokyo', era: 'long', year: 'numeric', month: 'long' });

/** A moment as a facility reads it: `2021年4月19日(月) 10:00`. */
export function formatJst(date: Date): string {
  return wallClock.format(date);
}

/** A month as the notice writes it: `令和3年4月`. */
export function formatEraMonth(date: Date): string {
  return eraMonth.format(date);
}

/** A moment as a release file writes it: `2021-04-19T10:00:00+09:00`. */
export function formatMoment(date: Date): string {
  return new Date(date.getTime() + offsetMs).toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length) + offset;
}

/** Reads what `formatMoment` writes. Another form, another offset or a day that no calendar has: undefined. */
export function parseMoment(text: string): Date | undefined {
  const date = readMoment(text);
  return date !== undefined && formatMoment(date) === text ? date : undefined;
}

/** Day of the month in JST, 1 to 31. */
export function jstDay(date: Date): number {
  return new Date(date.getTime() + offsetMs).getUTCDate();
}
