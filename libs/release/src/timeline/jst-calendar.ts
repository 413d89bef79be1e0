import { formatMoment } from '../jst.ts';
import { limits } from '../limits.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** `2021-04-19 Mon 10:00`, JST: of one width, so that columns line up. */
export function showMoment(date: Date): string {
  const text = formatMoment(date);
  const weekday = weekdays[new Date(`${showDay(date)}T00:00:00Z`).getUTCDay()];
  return `${showDay(date)} ${weekday} ${text.slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDThh:mm'.length)}`;
}

/** `2021-04-19`, JST. */
export function showDay(date: Date): string {
  return formatMoment(date).slice(0, 'YYYY-MM-DD'.length);
}

/** The last day of a span whose end is no longer part of it. */
export function lastDay(until: Date): string {
  return showDay(new Date(until.getTime() - 1));
}

/** The first moment of the month, JST, that is `months` after that of `date`. */
export function monthStart(date: Date, months = 0): Date {
  const [year = 0, month = 1] = showDay(date).split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  return startOfDay(Math.floor(count / 12), (count % 12) + 1, 1);
}

export interface Span {
  readonly from: Date;
  /** No longer part of it. */
  readonly until: Date;
}

/** The claims windows of every month that a span touches. */
export function claimsWindows({ from, until }: Span): Span[] {
  const windows: Span[] = [];
  for (let month = monthStart(from); month < until; month = monthStart(month, 1)) {
    const { firstDay, lastDay: last } = limits.claimsWindow;
    windows.push({ from: new Date(month.getTime() + (firstDay - 1) * dayMs), until: new Date(month.getTime() + last * dayMs) });
  }
  return windows.filter((window) => window.until > from && window.from < until);
}

/** How far away, in the two largest units that matter: `30 days`, `1 day 3 hours`, `25 minutes`. */
export function showDistance(ms: number): string {
  const [days, hours, minutes] = [Math.floor(ms / dayMs), Math.floor((ms % dayMs) / hourMs), Math.floor((ms % hourMs) / minuteMs)];
  if (days >= 10) return count(days, 'day');
  if (days > 0) return hours === 0 ? count(days, 'day') : `${count(days, 'day')} ${count(hours, 'hour')}`;
  if (hours > 0) return count(hours, 'hour');
  return minutes > 0 ? count(minutes, 'minute') : 'less than a minute';
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

function startOfDay(year: number, month: number, day: number): Date {
  return new Date(`${[String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')}T00:00:00+09:00`);
}
