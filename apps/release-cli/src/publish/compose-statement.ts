import { announcedWhen, formatMoment, milestoneIds, type MilestoneId, type Plan } from '@togo/release';
import type { Announcement, PublishedDate, Release, Statement } from '@togo/trust';

export interface StatementInput {
  /** What will be said until then; absent for the first publication of an origin. */
  readonly before?: Statement;
  readonly version: string;
  readonly milestone: MilestoneId | 'reinstatement';
  readonly at: Date;
  readonly plan: Plan;
  readonly planSha256: string;
  readonly notesSha256: string;
  /** What facilities may install from now on. */
  readonly release?: Release;
  readonly announcement?: Announcement;
  /** Ids of the withdrawals that are taken back. */
  readonly reinstated?: readonly string[];
}

/** What the release roles will say: all that they said before, and what this publication changes. Pure. */
export function composeStatement({ before, version, milestone, at, plan, planSha256, notesSha256, release, announcement, reinstated = [] }: StatementInput): Statement {
  const cutover = plan.milestones.cutover === undefined ? before?.cutover : published(plan, 'cutover', at);
  return {
    formatVersion: 1,
    sequence: (before?.sequence ?? 0) + 1,
    milestone,
    version,
    at: formatMoment(at),
    planSha256,
    notesSha256,
    channels: { ...before?.channels, ...channelsOf(milestone, version) },
    ...(cutover === undefined ? {} : { cutover }),
    dates: Object.fromEntries(milestoneIds.flatMap((id) => {
      const when = published(plan, id, at);
      return when === undefined ? [] : [[id, when]];
    })),
    releases: [...(before?.releases ?? []).filter((one) => one.version !== release?.version), ...(release === undefined ? [] : [release])],
    announcements: [...(before?.announcements ?? []), ...(announcement === undefined ? [] : [announcement])],
    reinstated: [...(before?.reinstated ?? []), ...reinstated],
  };
}

function channelsOf(milestone: StatementInput['milestone'], version: string): Statement['channels'] {
  if (milestone === 'pilot') return { pilot: version };
  return milestone === 'general' ? { general: version, pilot: version } : {};
}

function published(plan: Plan, id: MilestoneId, at: Date): PublishedDate | undefined {
  const when = announcedWhen(plan, id, at);
  if (when === undefined) return undefined;
  return when.kind === 'fixed' ? { at: formatMoment(when.at) } : { window: when.text };
}
