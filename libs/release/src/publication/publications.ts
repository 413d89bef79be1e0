import { formatMoment } from '../jst.ts';
import type { Milestone, Plan, When } from '../plan/plan.ts';
import { milestoneIds, type MilestoneId } from '../plan/schema.ts';

/** A milestone; or the announcement once more because a date has changed since, named by the day of that change in JST. */
export type PlannedId = MilestoneId | `correction-${string}`;

/** One thing that a plan wants published. */
export interface PlannedPublication {
  readonly id: PlannedId;
  /** What the statement says of it: a correction is an announcement. */
  readonly milestone: MilestoneId;
  /** Absent as long as only a window is known. */
  readonly at?: Date;
  /** That window. */
  readonly window?: string;
}

/** Everything that a plan wants published: the milestones in their order, a correction before the first of them that comes later. */
export function publicationsOf(plan: Plan): PlannedPublication[] {
  const planned = milestoneIds.flatMap((id): PlannedPublication[] => {
    const milestone = plan.milestones[id];
    return milestone === undefined ? [] : [{ id, milestone: id, ...dateOf(milestone.when) }];
  });
  for (const correction of corrections(plan)) {
    const next = planned.findIndex(({ at }) => at === undefined || at > correction.at);
    planned.splice(next < 0 ? planned.length : next, 0, correction);
  }
  return planned;
}

/** A date as the public knew it at a moment: later amendments are not known yet. Undefined for a milestone that the plan does not have. */
export function announcedWhen(plan: Plan, id: MilestoneId, moment: Date): When | undefined {
  const milestone = plan.milestones[id];
  return milestone && whenAt(milestone, moment);
}

function whenAt({ when, history }: Milestone, moment: Date): When {
  return history.find(({ replaced }) => replaced > moment)?.was ?? when;
}

function dateOf(when: When): Pick<PlannedPublication, 'at' | 'window'> {
  return when.kind === 'fixed' ? { at: when.at } : { window: when.text };
}

/** What was announced and has changed since is announced again: at the moment of the change, the last one of a day. */
function corrections(plan: Plan): (PlannedPublication & { readonly at: Date })[] {
  const { when } = plan.milestones.announcement;
  if (when.kind === 'window') return [];
  const moments = milestoneIds.flatMap((id) => plan.milestones[id]?.history ?? []).map(({ replaced }) => replaced);
  const byDay = new Map<string, Date>();
  for (const moment of moments.filter((replaced) => replaced > when.at).sort((a, b) => a.getTime() - b.getTime())) byDay.set(formatMoment(moment).slice(0, 10), moment);
  return [...byDay].map(([date, at]) => ({ id: `correction-${date}`, milestone: 'announcement', at }));
}
