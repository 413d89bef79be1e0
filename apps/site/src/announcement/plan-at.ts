import { parseMoment, type WrittenPlan } from '@togo/release';
import type { PublishedDate } from '@togo/trust';

type WrittenMilestone = WrittenPlan['milestones']['general'];

/** A date as it was announced, and as it holds now. */
export interface AmendedDate {
  readonly was: PublishedDate;
  readonly now: PublishedDate;
}

/** The date of a milestone as the plan had it at a moment: later amendments are not known yet. */
export function whenAt(milestone: WrittenMilestone, moment: Date): PublishedDate {
  return writtenWhen((milestone.history ?? []).find(({ replaced }) => timeOf(replaced) > moment.getTime()) ?? milestone);
}

/** What had been announced before and holds no more at that moment; the last of several. */
export function amendedBefore(milestone: WrittenMilestone, moment: Date): AmendedDate | undefined {
  const was = (milestone.history ?? []).findLast(({ replaced }) => timeOf(replaced) <= moment.getTime());
  return was === undefined ? undefined : { was: writtenWhen(was), now: whenAt(milestone, moment) };
}

function writtenWhen({ at, window }: Pick<WrittenMilestone, 'at' | 'window'>): PublishedDate {
  return at === undefined ? { window: window ?? '' } : { at };
}

function timeOf(moment: string): number {
  return parseMoment(moment)?.getTime() ?? Number.NaN;
}
