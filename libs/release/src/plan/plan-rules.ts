import { formatEraMonth, formatMoment, jstDay, parseMoment } from '../jst.ts';
import { limits } from '../limits.ts';
import { releaseBefore, type ReleaseSetSubject } from '../release/release-set-rules.ts';
import type { Rule } from '../rule.ts';
import type { Seen } from '../written/seen.ts';
import type { Path } from '../written/yaml-file.ts';
import { earliest, latest, whenOf, type When } from './plan.ts';
import { milestoneIds, type MilestoneId, type WrittenPlan } from './schema.ts';

export interface PlanSubject extends ReleaseSetSubject {
  readonly plan: Seen<WrittenPlan>;
  /** A malformed cut-over is not a missing one. */
  readonly hasCutover: boolean;
  readonly now: Date;
  /** The milestones that have happened, by evidence. */
  readonly enacted: ReadonlySet<MilestoneId>;
}

const dayMs = 24 * 60 * 60 * 1000;
/** What changes on a PC or at the reception system. The announcement only changes what people know. */
const forcedMilestones: ReadonlySet<MilestoneId> = new Set(['pilot', 'general', 'cutover']);

/** Rules about several values of one plan.yaml, and about the plan in its release. */
export const planRules: readonly Rule<PlanSubject, Path>[] = [
  {
    name: 'plan-version',
    check({ plan, release }) {
      if (plan.version === undefined || release.version === undefined || plan.version === release.version) return [];
      return [{ at: ['version'], expected: release.version, got: plan.version }];
    },
  },
  {
    name: 'window-bounds',
    check: ({ plan }) =>
      everyWhen(plan).flatMap(({ at, when }) =>
        when.kind === 'window' && when.from >= when.until ? [{ at: [...at, 'until'], expected: `a moment after ${formatMoment(when.from)}`, got: formatMoment(when.until) }] : [],
      ),
  },
  {
    name: 'window-text',
    check: ({ plan }) =>
      everyWhen(plan).flatMap(({ at, when }) =>
        when.kind === 'window' && !when.text.startsWith(formatEraMonth(when.from))
          ? [{ at: [...at, 'window'], expected: `a text that starts with ${formatEraMonth(when.from)}, the month of \`from\``, got: when.text }]
          : [],
      ),
  },
  {
    name: 'milestone-order',
    check: ({ plan }) => {
      const milestones = milestonesOf(plan);
      return milestones.flatMap(({ at, when }, index) => {
        const before = milestones[index - 1];
        return before === undefined || earliest(before.when) < latest(when) ? [] : [{ at: spot(at, when), expected: `a moment after ${before.id} (${show(before.when)})`, got: show(when) }];
      });
    },
  },
  {
    name: 'cutover-missing',
    check(subject) {
      const floorBefore = releaseBefore(subject)?.tls?.min;
      const floor = subject.release.tls?.min;
      if (floorBefore === undefined || floor !== 'TLSv1.2' || floorBefore === floor || subject.plan.milestones === undefined || subject.hasCutover) return [];
      return [{ at: ['milestones'], expected: `a cutover, since the TLS floor rises from ${floorBefore} to ${floor}`, got: 'none' }];
    },
  },
  {
    name: 'cutover-notice',
    check({ plan }) {
      const general = find(plan, 'general');
      const cutover = find(plan, 'cutover');
      if (general === undefined || cutover === undefined || earliest(general.when) >= latest(cutover.when)) return [];
      const firstCutover = new Date(earliest(general.when).getTime() + limits.cutoverNoticeDays * dayMs);
      if (latest(cutover.when) >= firstCutover) return [];
      const expected = `at least ${limits.cutoverNoticeDays} days after general (${formatMoment(firstCutover)} or later)`;
      return [{ at: spot(cutover.at, cutover.when), expected, got: show(cutover.when) }];
    },
  },
  {
    name: 'claims-window',
    check: ({ plan }) =>
      milestonesOf(plan).flatMap(({ id, at, when }) => {
        if (!forcedMilestones.has(id) || when.kind === 'window' || !inClaimsWindow(when.at)) return [];
        return [{ at: spot(at, when), expected: `a day from ${limits.claimsWindow.lastDay + 1} to the end of the month`, got: show(when) }];
      }),
  },
  {
    name: 'past-date',
    check: ({ plan, now, enacted }) =>
      milestonesOf(plan).flatMap(({ id, at, when }) =>
        enacted.has(id) || latest(when) > now ? [] : [{ at: spot(at, when), expected: `a moment after ${formatMoment(now)}, for ${id} has not happened yet`, got: show(when) }],
      ),
  },
  {
    name: 'history-order',
    check: ({ plan }) =>
      milestonesOf(plan).flatMap(({ id, at, when }) => {
        const replaced = (plan.milestones?.[id]?.history ?? []).map((entry) => parseMoment(entry.replaced ?? ''));
        return replaced.flatMap((moment, index) => {
          const next = index + 1 < replaced.length ? replaced[index + 1] : latest(when);
          if (moment === undefined || next === undefined || moment < next) return [];
          return [{ at: [...at, 'history', index, 'replaced'], expected: `a moment before ${formatMoment(next)}`, got: formatMoment(moment) }];
        });
      }),
  },
];

/** Whether claims are being sent at a moment: day 1 to 10 of a month, JST. */
export function inClaimsWindow(date: Date): boolean {
  const day = jstDay(date);
  return day >= limits.claimsWindow.firstDay && day <= limits.claimsWindow.lastDay;
}

interface PlacedWhen {
  readonly at: Path;
  readonly when: When;
}

function milestonesOf(plan: Seen<WrittenPlan>): (PlacedWhen & { readonly id: MilestoneId })[] {
  return milestoneIds.flatMap((id) => {
    const when = whenOf(plan.milestones?.[id] ?? {});
    return when === undefined ? [] : [{ id, at: ['milestones', id], when }];
  });
}

function find(plan: Seen<WrittenPlan>, id: MilestoneId): PlacedWhen | undefined {
  return milestonesOf(plan).find((milestone) => milestone.id === id);
}

/** The dates that hold and those that held before. */
function everyWhen(plan: Seen<WrittenPlan>): PlacedWhen[] {
  const held = milestoneIds.flatMap((id) =>
    (plan.milestones?.[id]?.history ?? []).flatMap((entry, index) => {
      const when = whenOf(entry);
      return when === undefined ? [] : [{ at: ['milestones', id, 'history', index], when }];
    }),
  );
  return [...milestonesOf(plan), ...held];
}

function spot(at: Path, when: When): Path {
  return [...at, when.kind === 'fixed' ? 'at' : 'until'];
}

function show(when: When): string {
  return when.kind === 'fixed' ? formatMoment(when.at) : `${when.text} (until ${formatMoment(when.until)})`;
}
