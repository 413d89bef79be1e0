import { formatMoment, publicationLimits, type PlannedPublication } from '@togo/release';
import { targetsOf } from '../publish/metadata.ts';
import { answerOf, type Acts } from './acts.ts';
import { checkOf, type Check } from './check.ts';
import { differences } from './compare-sights.ts';
import { deadLinks } from './dead-links.ts';
import { look, lookInside, type Inside, type Sight } from './look.ts';
import type { Loopback } from './loopback.ts';

export interface Play {
  readonly loopback: Loopback;
  readonly acts: Acts;
  readonly version: string;
}

export interface PlayedPublication {
  readonly id: string;
  /** JST. */
  readonly at: string;
  /** Whether anything of it could be seen one second before. */
  readonly visibleBefore: boolean;
  /** Whether all of it could be seen at its moment. */
  readonly visibleAfter: boolean;
  readonly checks: readonly Check[];
}

const [second, hour, day] = [1000, 3_600_000, 86_400_000];

/** Plays one publication to the second. @returns what happened, and what a stranger sees from then on. */
export async function playPublication(play: Play, planned: PlannedPublication & { readonly at: Date }, known: Sight): Promise<{ played: PlayedPublication; settled: Sight }> {
  const { loopback, acts } = play;
  const { publisher, address } = loopback;
  const at = planned.at.getTime();
  const tickAt = (ms: number) => {
    loopback.setClock(new Date(ms));
    return answerOf(acts.tick(publisher, { address }));
  };
  const checks: Check[] = [];
  const quiet = await keepQuiet(loopback, Math.max(at - hour, loopback.now().getTime()), tickAt);
  checks.push(quiet.check);
  // An earlier one that came late is a fault of its own, and no leak of this one.
  const settled = quiet.enacted.length > 0 && !quiet.enacted.includes(planned.id) ? await look(loopback) : known;
  checks.push(refusal('clock-ahead', 'a clock that jumps a month ahead is refused', 'CLOCK_AHEAD', await tickAt(at + 30 * day)));

  const early = await tickAt(at - second);
  checks.push(checkOf('not-yet-due', 'one second before: tick writes nothing and answers 8, not yet due', writtenBy(early)));
  const before = differences(settled, await look(loopback));
  checks.push(checkOf('nothing-early', 'one second before: a stranger sees what there was before and can guess nothing new', before));

  const done = await tickAt(at);
  const enacted = 'done' in done && done.done.enacted.some(({ publication }) => publication === planned.id);
  checks.push(checkOf('enacted', 'at its moment: tick publishes it', enacted ? [] : [whyNot(done, planned)]));
  const inside = await lookInside(publisher);
  const sight = await look(loopback, inside.served === undefined ? [] : [...targetsOf(inside.served.targets.bytes).keys()]);
  const after = afterChecks(planned, play.version, settled, sight, inside);
  after.push(checkOf('links', 'every link of every page leads somewhere', await deadLinks(loopback, sight)));
  checks.push(...after);

  checks.push(refusal('clock-back', 'a clock that goes back an hour is refused', 'CLOCK_BACKWARDS', await tickAt(at - hour)));
  const again = await tickAt(at);
  const last = await look(loopback);
  checks.push(checkOf('settled', 'when the clock is right again, tick has nothing left to do, and nothing has changed', [...writtenBy(again), ...differences(sight, last)]));
  const visibleAfter = enacted && after.every(({ ok }) => ok);
  return { played: { id: planned.id, at: formatMoment(planned.at), visibleBefore: before.length > 0, visibleAfter, checks }, settled: last };
}

type Answer = Awaited<ReturnType<typeof answerOf<Awaited<ReturnType<Acts['tick']>>>>>;

/** As seldom as a publisher may tick who is not asked about the clock, and an hour before. Nothing but the signatures that run out may be renewed. */
async function keepQuiet({ now }: Loopback, until: number, tickAt: (ms: number) => Promise<Answer>): Promise<{ check: Check; enacted: readonly string[] }> {
  const [faults, enacted]: [string[], string[]] = [[], []];
  const moments = [];
  const { longestPauseMs } = publicationLimits;
  for (let ms = now().getTime() + longestPauseMs; ms < until; ms += longestPauseMs) moments.push(ms);
  for (const ms of [...moments, until]) {
    const answer = await tickAt(ms);
    if ('done' in answer) enacted.push(...answer.done.enacted.map(({ publication }) => publication));
    const unexpected = writtenBy(answer).filter((key) => !/^metadata\/(?:timestamp|\d+\.snapshot)\.json$/.test(key));
    faults.push(...unexpected.map((what) => `${formatMoment(new Date(ms))}: ${what}`));
  }
  return { check: checkOf('quiet-days', 'until then tick only renews what runs out', faults, `ticks: ${moments.length + 1}`), enacted };
}

function writtenBy(answer: Answer): readonly string[] {
  return 'done' in answer ? answer.done.written : [`${answer.refused.message} (${answer.refused.code})`];
}

function whyNot(answer: Answer, { id }: PlannedPublication): string {
  if ('refused' in answer) return `${answer.refused.message} (${answer.refused.code})`;
  const { publications } = answer.done.plan;
  return publications.find((one) => one.id === id)?.why ?? 'it is in no plan';
}

function refusal(id: string, expected: string, code: string, answer: Answer): Check {
  if (!('refused' in answer)) return checkOf(id, expected, ['tick went on']);
  return checkOf(id, expected, answer.refused.code === code ? [] : [`${answer.refused.message} (${answer.refused.code})`], code);
}

function afterChecks(planned: PlannedPublication & { readonly at: Date }, version: string, settled: Sight, sight: Sight, { served, waiting }: Inside): Check[] {
  const expected = `publication ${(settled.statement?.sequence ?? 0) + 1}: ${planned.milestone} of ${version} at ${formatMoment(planned.at)}`;
  const { statement, trouble } = sight;
  const got = statement === undefined ? (trouble ?? 'nothing is published') : `publication ${statement.sequence}: ${statement.milestone} of ${statement.version} at ${statement.at}`;
  const entries = served === undefined ? [] : [...targetsOf(served.targets.bytes).values()];
  const offered = new Set(Object.values(statement?.channels ?? {}));
  const pdfs = new Set(statement?.announcements.map(({ pdf }) => pdf));
  const plain = entries.filter(({ name }) => pdfs.has(name) || offered.has(name.split('/')[0] ?? ''));
  const shown = new Set(entries.map(({ name }) => name));
  const later = waiting.flatMap(({ targets }) => [...targetsOf(targets.bytes).keys()]).filter((name) => !shown.has(name));
  return [
    checkOf('statement', expected, got === expected ? [] : [got]),
    checkOf('downloads', 'every signed file is downloaded and verified through tuf-js', trouble !== undefined ? [trouble] : entries.length === 0 ? ['there are none'] : [], `files: ${entries.length}, ${megabytes(entries)} MB`),
    checkOf('plain-names', 'what the pages offer lies under its own name with the signed bytes', plain.filter(({ name, sha256 }) => sight.answers.get(name) !== sha256).map(({ name }) => `/${name} is not the signed file`), `files: ${plain.length}`),
    checkOf('pages', 'the start page tells it', sight.answers.get('index.html') === settled.answers.get('index.html') ? ['index.html is the one from before'] : []),
    checkOf('nothing-later', 'nothing of what comes later can be fetched', later.filter((name) => sight.answers.has(name) || sight.answers.has(`targets/${name}`)).map((name) => `/${name}`)),
  ];
}

function megabytes(entries: readonly { readonly bytes: number }[]): string {
  return (entries.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1);
}
