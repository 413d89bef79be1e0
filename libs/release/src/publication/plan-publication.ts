import { compare } from 'semver';
import { formatMoment } from '../jst.ts';
import { inClaimsWindow } from '../plan/plan-rules.ts';
import type { Plan } from '../plan/plan.ts';
import { milestoneIds, type MilestoneId } from '../plan/schema.ts';
import { publicationLimits } from './limits.ts';
import { publicationsOf, type PlannedId, type PlannedPublication } from './publications.ts';

/** `reinstatement` is in no plan: people decide it, and it is published as soon as both roles have signed. */
export type PublicationId = PlannedId | 'reinstatement';

/** What one role has to say to a staged publication. */
export interface Approval {
  readonly role: string;
  readonly valid: boolean;
  readonly why: string;
}

/** What waits on the publisher's machine. */
export interface StagedEvidence {
  readonly id: PublicationId;
  readonly at: Date;
  readonly approvals: readonly Approval[];
  /** What is no longer as it was when it was staged, each in words. Any of it makes every approval void. */
  readonly changes: readonly string[];
}

/** What the origin has ever shown. */
export interface Enacted {
  readonly version: string;
  readonly milestone: MilestoneId | 'reinstatement';
  readonly at: Date;
}

export interface ReleaseEvidence {
  readonly version: string;
  readonly plan: Plan;
  readonly staged: readonly StagedEvidence[];
  /** The reason of a withdrawal that holds. */
  readonly withdrawn?: string;
}

export interface PublicationEvidence {
  readonly releases: readonly ReleaseEvidence[];
  readonly history: readonly Enacted[];
  /** The newest moment that is known to have been: of the last signature, publication or look. Absent for a new origin. */
  readonly newest?: Date;
  /** Somebody has looked at the clock of this machine and says that it is right. */
  readonly isClockConfirmed: boolean;
}

export type Verdict = 'enacted' | 'waiting' | 'due' | 'refused';

/** What becomes of one publication at a moment. */
export interface PendingPublication {
  readonly version: string;
  readonly id: PublicationId;
  /** Absent as long as only a window is known. */
  readonly at?: Date;
  readonly verdict: Verdict;
  readonly why: string;
  /** What still is to be done before its moment; empty where it only has to wait. */
  readonly missing: readonly string[];
  readonly approvals: readonly Approval[];
}

export interface PublicationPlan {
  /** Why this clock must not decide anything. Then nothing is due. */
  readonly clock?: { readonly code: 'clock-backwards' | 'clock-ahead'; readonly why: string };
  /** Everything that the plans want, in order. */
  readonly publications: readonly PendingPublication[];
  /** In the order in which they have to happen. */
  readonly due: readonly PendingPublication[];
  readonly refused: readonly PendingPublication[];
  /** What happens next, if all that is missing is done. */
  readonly next?: PendingPublication & { readonly at: Date };
}

/** Decides what is due, what is not, and what never will be like this. No I/O. */
export function planPublication(evidence: PublicationEvidence, now: Date): PublicationPlan {
  const clock = judgeClock(evidence, now);
  const publications = evidence.releases.flatMap((release) => judgeRelease(release, evidence.history, now)).toSorted(byMoment);
  const next = publications.find((one): one is PendingPublication & { at: Date } => one.verdict === 'waiting' && one.at !== undefined);
  return {
    ...(clock === undefined ? {} : { clock }),
    publications,
    due: clock === undefined ? publications.filter(({ verdict }) => verdict === 'due') : [],
    refused: publications.filter(({ verdict }) => verdict === 'refused'),
    ...(next === undefined ? {} : { next }),
  };
}

function judgeClock({ newest, isClockConfirmed }: PublicationEvidence, now: Date): PublicationPlan['clock'] {
  if (newest === undefined || isClockConfirmed) return undefined;
  if (now < newest) {
    return { code: 'clock-backwards', why: `the clock of this machine says ${formatMoment(now)}, but ${formatMoment(newest)} has been already` };
  }
  const pauseMs = now.getTime() - newest.getTime();
  if (pauseMs <= publicationLimits.longestPauseMs) return undefined;
  const days = Math.floor(pauseMs / (24 * 60 * 60 * 1000));
  return { code: 'clock-ahead', why: `the clock of this machine says ${formatMoment(now)}, ${days} days after the last sign of the publisher (${formatMoment(newest)})` };
}

function judgeRelease(release: ReleaseEvidence, history: readonly Enacted[], now: Date): PendingPublication[] {
  const { version, plan, staged } = release;
  const judged: PendingPublication[] = [];
  for (const planned of publicationsOf(plan)) {
    const before = judged.find(({ id, verdict }) => isMilestone(id) && verdict !== 'enacted');
    judged.push(isEnacted(version, planned, history) ? enacted(version, planned) : judge(release, planned, before, history, now));
  }
  const reinstatement = staged.find(({ id }) => id === 'reinstatement');
  if (reinstatement === undefined) return judged;
  return [...judged, verdictOf(version, reinstatement, now, faultsOf(reinstatement))];
}

function judge(release: ReleaseEvidence, planned: PlannedPublication, before: PendingPublication | undefined, history: readonly Enacted[], now: Date): PendingPublication {
  const { version } = release;
  const { id, at, window } = planned;
  if (at === undefined) {
    return { version, id, verdict: 'waiting', why: `announced for ${window ?? 'no date'}; the plan has no date yet`, missing: ['a date in plan.yaml'], approvals: [] };
  }
  const staged = release.staged.find((one) => one.id === id);
  const faults = staged === undefined ? ['it was never staged'] : faultsOf(staged);
  const rules = at > now ? [] : [...ruleFaults(release, planned, history, now), ...(before === undefined ? [] : [`${before.id} has to be published first`])];
  return verdictOf(version, { id, at, approvals: staged?.approvals ?? [] }, now, [...faults, ...rules]);
}

function verdictOf(version: string, { id, at, approvals }: Pick<StagedEvidence, 'id' | 'at' | 'approvals'>, now: Date, missing: readonly string[]): PendingPublication {
  const shown = { version, id, at, approvals, missing };
  if (at > now) return { ...shown, verdict: 'waiting', why: missing.length === 0 ? 'approved; waits for its moment' : missing.join('; ') };
  if (missing.length === 0) return { ...shown, verdict: 'due', why: 'approved, and its moment has come' };
  // What corrects or takes back something has no date that could be missed: the sooner, the better.
  const isLate = isMilestone(id);
  return { ...shown, verdict: isLate ? 'refused' : 'waiting', why: `${isLate ? `was due ${formatMoment(at)}: ` : ''}${missing.join('; ')}` };
}

/** Approvals are void as soon as anything that they cover is different. */
function faultsOf({ approvals, changes }: StagedEvidence): string[] {
  return changes.length > 0 ? changes.map((change) => `${change}; its approvals are void`) : approvals.filter(({ valid }) => !valid).map(({ role, why }) => `${role} ${why}`);
}

/** What forbids a publication whose moment has come, whoever approved it. */
function ruleFaults({ version, withdrawn }: ReleaseEvidence, { milestone }: PlannedPublication, history: readonly Enacted[], now: Date): string[] {
  const changesPcs = milestone === 'pilot' || milestone === 'general';
  const newer = history.find((one) => one.milestone === milestone && compare(one.version, version) > 0);
    return [
    ...(changesPcs && withdrawn !== undefined ? [`${version} is withdrawn (${withdrawn})`] : []),
    ...(changesPcs && newer !== undefined ? [`${newer.version}, which is newer, is published already`] : []),
    ...(changesPcs && inClaimsWindow(now) ? ['facilities send their claims now: nothing changes from the 1st to the 10th'] : []),
  ];
}

function isMilestone(id: PublicationId): id is MilestoneId {
  return (milestoneIds as readonly string[]).includes(id);
}

/** Whether the origin has shown it: a milestone whenever that was, a correction at its moment. */
export function isEnacted(version: string, { id, milestone, at }: PlannedPublication, history: readonly Enacted[]): boolean {
  return history.some((one) => one.version === version && one.milestone === milestone && (id === milestone || one.at.getTime() === at?.getTime()));
}

function enacted(version: string, { id, at }: PlannedPublication): PendingPublication {
  return { version, id, ...(at === undefined ? {} : { at }), verdict: 'enacted', why: 'published', missing: [], approvals: [] };
}

/** Of several releases; what has no date yet comes last. */
function byMoment(a: PendingPublication, b: PendingPublication): number {
  const [first, second] = [a, b].map(({ at }) => at?.getTime() ?? Number.MAX_SAFE_INTEGER) as [number, number];
  return first - second;
}
