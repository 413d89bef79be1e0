import { columnsOf } from '../columns.ts';
import { wrap } from '../notes/wrap.ts';
import { earliest, latest, type Amendment, type Milestone, type Plan, type When } from '../plan/plan.ts';
import { inClaimsWindow } from '../plan/plan-rules.ts';
import { milestoneIds, type MilestoneId } from '../plan/schema.ts';
import { claimsWindows, lastDay, showDay, showDistance, showMoment } from './jst-calendar.ts';
import { painter, type Painter } from './paint.ts';
import { drawStrip, marks } from './strip.ts';

export interface TimelineInput {
  readonly plan: Plan;
  readonly title: string;
  readonly now: Date;
}

export interface TimelineLook {
  /** Width of the terminal. Fewer than 40 are treated as 40. */
  readonly columns: number;
  readonly colour: boolean;
}

const fewestColumns = 40;
const mostColumns = 80;
/** A strip on fewer columns tells nothing. */
const stripColumns = 60;
const margin = 2;
/** `A  2021-04-19 Mon 10:00  `. */
const labelColumns = 26;

type Tone = 'past' | 'next' | 'later' | 'claims' | 'now';

/** One line of the list. `order`: what comes first at the same moment. */
interface Entry {
  readonly at: Date;
  readonly order: number;
  readonly tone: Tone;
  readonly mark: string;
  readonly when: string;
  readonly what: string;
  readonly below: readonly string[];
}

/** The plan of a release as text for a terminal, in JST: a strip to scale, then every date with what it replaced. Ends with a newline. */
export function renderTimeline({ plan, title, now }: TimelineInput, look: TimelineLook): string {
  const columns = Math.min(mostColumns, Math.max(fewestColumns, look.columns));
  const paint = painter(look.colour);
  const milestones = milestoneIds.flatMap((id) => {
    const milestone = plan.milestones[id];
    return milestone === undefined ? [] : [[id, milestone] as const];
  });
  const strip = columns < stripColumns ? [] : drawStrip(milestones, now, columns - 2 * margin);
  const lines = [
    ...wrap(`${plan.version}  ${title}`, columns).map((line) => paint('title', line)),
    `All times in JST. # claims window`,
    '',
    ...strip.map(({ kind, text }) => `${' '.repeat(margin)}${paint(kind, text.trimEnd())}`),
    ...(strip.length > 0 ? [''] : []),
    ...entriesOf(milestones, now).flatMap((entry) => entryLines(entry, columns, paint)),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function entriesOf(milestones: readonly (readonly [MilestoneId, Milestone])[], now: Date): Entry[] {
  const next = milestones.find(([, { when }]) => latest(when) > now)?.[0];
  const dates = milestones.map(([id, { when, history }], order): Entry => {
    const tone = latest(when) <= now ? 'past' : id === next ? 'next' : 'later';
    const below = [...openWords(when), ...history.flatMap(amendmentWords)];
    return { at: earliest(when), order, tone, mark: marks[id], when: showWhen(when), what: `${id}${distance(when, now)}`, below };
  });
  const span = { from: dates[0]?.at ?? now, until: new Date(Math.max(...milestones.map(([, { when }]) => latest(when).getTime()))) };
  const windows = claimsWindows(span).map(({ from, until }): Entry => {
    const when = `${showDay(from)} to ${lastDay(until).slice('YYYY-'.length)}`;
    return { at: from, order: -1, tone: 'claims', mark: '#', when, what: 'claims window', below: [] };
  });
  const what = inClaimsWindow(now) ? 'now, inside a claims window' : 'now';
  const here: Entry = { at: now, order: milestoneIds.length, tone: 'now', mark: '>', when: showMoment(now), what, below: [] };
  return [...dates, ...windows, here].sort((a, b) => a.at.getTime() - b.at.getTime() || a.order - b.order);
}

function showWhen(when: When): string {
  return when.kind === 'fixed' ? showMoment(when.at) : `${showDay(when.from)} or later`;
}

function distance(when: When, now: Date): string {
  if (latest(when) <= now) return when.kind === 'fixed' ? ', past' : ', its window is over';
  const ms = earliest(when).getTime() - now.getTime();
  return ms <= 0 ? ', its window is open' : `, in ${showDistance(ms)}`;
}

/** What a milestone without a fixed date says. */
function openWords(when: When): string[] {
  return when.kind === 'fixed' ? [] : [`not fixed yet: ${describe(when)}`];
}

function amendmentWords({ was, replaced, reason }: Amendment): string[] {
  return [`until ${showMoment(replaced)} it was ${describe(was)}`, reason];
}

function describe(when: When): string {
  return when.kind === 'fixed' ? showMoment(when.at) : `${when.text} (${showDay(when.from)} to ${lastDay(when.until)})`;
}

function entryLines({ tone, mark, when, what, below }: Entry, columns: number, paint: Painter): string[] {
  const head = `${mark}  ${when}`;
  const [first = '', ...rest] = wrap(what, Math.max(fewestColumns - labelColumns - margin, columns - labelColumns - margin));
  const indent = columns < stripColumns ? margin + 3 : labelColumns + margin;
  const words = below.flatMap((text) => wrap(text, columns - indent));
  return [
    `${' '.repeat(margin)}${paint(tone, `${head}${' '.repeat(Math.max(2, labelColumns - columnsOf(head)))}${first}`)}`,
    ...rest.map((line) => `${' '.repeat(labelColumns + margin)}${paint(tone, line)}`),
    ...words.map((line) => `${' '.repeat(indent)}${paint('detail', line)}`),
  ];
}
