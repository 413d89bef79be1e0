import type { Milestone } from '../plan/plan.ts';
import { earliest, latest } from '../plan/plan.ts';
import type { MilestoneId } from '../plan/schema.ts';
import { claimsWindows, monthStart, showDay, type Span } from './jst-calendar.ts';

/** Signs of the strip. ASCII: a line or a dot of Unicode takes one column here and two there. */
const signs = { day: '-', claimsWindow: '#', month: '|', now: '^', window: '=' } as const;

export const marks: Readonly<Record<MilestoneId, string>> = { announcement: 'A', pilot: 'P', general: 'G', cutover: 'C' };

/** One line of the strip, and what it shows. */
export interface StripLine {
  readonly kind: 'months' | 'days' | 'milestones' | 'now';
  readonly text: string;
}

/** The plan on a scale: months, claims windows, milestones, and where now stands if that is in sight. */
export function drawStrip(milestones: readonly (readonly [MilestoneId, Milestone])[], now: Date, columns: number): StripLine[] {
  const whens = milestones.map(([, { when }]) => when);
  const first = new Date(Math.min(...whens.map((when) => earliest(when).getTime())));
  const last = new Date(Math.max(...whens.map((when) => latest(when).getTime())));
  const span = { from: monthStart(first), until: monthStart(last, 1) };
  const scale = scaleOf(span, columns);
  const lines: StripLine[] = [
    { kind: 'months', text: monthLabels(span, scale, columns) },
    { kind: 'days', text: dayLine(span, scale, columns) },
    ...milestoneLines(milestones, scale, columns).map((text) => ({ kind: 'milestones', text }) as const),
  ];
  if (now < span.from || now >= span.until) return lines;
  const at = scale(now);
  const label = at + 1 + ' now'.length <= columns ? `${' '.repeat(at)}${signs.now} now` : `${' '.repeat(at - 'now '.length)}now ${signs.now}`;
  return [...lines, { kind: 'now', text: label }];
}

type Scale = (moment: Date) => number;

/** The column of a moment; a moment beyond the end is in the last one. */
function scaleOf({ from, until }: Span, columns: number): Scale {
  const perColumnMs = (until.getTime() - from.getTime()) / columns;
  return (moment) => Math.min(columns - 1, Math.max(0, Math.floor((moment.getTime() - from.getTime()) / perColumnMs)));
}

/** The year is written with its first month in sight. */
function monthLabels({ from, until }: Span, scale: Scale, columns: number): string {
  let line = '';
  let year = '';
  for (let month = from; month < until; month = monthStart(month, 1)) {
    const day = showDay(month);
    const label = day.startsWith(year) && year !== '' ? day.slice('YYYY-'.length, 'YYYY-MM'.length) : day.slice(0, 'YYYY-MM'.length);
    const at = scale(month);
    if ((line !== '' && at <= line.length) || at + label.length > columns) continue;
    line = line.padEnd(at) + label;
    year = day.slice(0, 'YYYY-'.length);
  }
  return line;
}

function dayLine(span: Span, scale: Scale, columns: number): string {
  const cells = Array.from({ length: columns }, () => signs.day as string);
  for (const { from, until } of claimsWindows(span)) cells.fill(signs.claimsWindow, scale(from), scale(new Date(until.getTime() - 1)) + 1);
  for (let month = span.from; month < span.until; month = monthStart(month, 1)) cells[scale(month)] = signs.month;
  return cells.join('');
}

/** Each milestone on the first line where there is room for it. */
function milestoneLines(milestones: readonly (readonly [MilestoneId, Milestone])[], scale: Scale, columns: number): string[] {
  const lines: string[] = [];
  for (const [id, { when }] of milestones) {
    const at = scale(earliest(when));
    const sign = when.kind === 'fixed' ? marks[id] : stretch(marks[id], scale(new Date(when.until.getTime() - 1)) - at + 1);
    const start = Math.min(at, columns - sign.length);
    const free = lines.findIndex((line) => line.length === 0 || line.length < start);
    const row = free < 0 ? lines.length : free;
    lines[row] = (lines[row] ?? '').padEnd(start) + sign;
  }
  return lines;
}

/** `<==G==>`: some time in there. */
function stretch(mark: string, length: number): string {
  if (length < 3) return mark;
  const left = Math.floor((length - 3) / 2);
  return `<${signs.window.repeat(left)}${mark}${signs.window.repeat(length - 3 - left)}>`;
}
