import type { Clock } from '@togo/foundation';
import { sortFaults, type Fault } from './faults.ts';
import type { Notes } from './notes/blocks.ts';
import { notesRules } from './notes/notes-rules.ts';
import { toNotes, type NotesReading } from './notes/parse-notes.ts';
import { toPlan } from './plan/parse-plan.ts';
import type { Plan } from './plan/plan.ts';
import { planRules } from './plan/plan-rules.ts';
import type { MilestoneId, WrittenPlan } from './plan/schema.ts';
import { toRelease } from './release/parse-release.ts';
import { releaseRules } from './release/release-rules.ts';
import { lintInSet } from './release/release-set-rules.ts';
import type { Release, WrittenRelease } from './release/schema.ts';
import { applyRules } from './rule.ts';
import type { Reading } from './written/conform.ts';

export interface LintInput {
  readonly release: Reading<WrittenRelease>;
  readonly plan: Reading<WrittenPlan>;
  readonly notes: NotesReading;
  /** The release.yaml of every other release of the repository. */
  readonly others: readonly Reading<WrittenRelease>[];
  readonly clock: Clock;
  /** Milestones that have happened, by evidence: only these may lie in the past. */
  readonly enacted?: ReadonlySet<MilestoneId>;
}

export type Linted =
  | { readonly ok: true; readonly release: Release; readonly plan: Plan; readonly notes: Notes }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Asks every rule about the three files of a release. All faults come together, in reading order. */
export function lintRelease({ release, plan, notes, others, clock, enacted = new Set() }: LintInput): Linted {
  const seen = { release: release.seen, plan: plan.seen, others: others.map((other) => other.seen) };
  const planSubject = { ...seen, hasCutover: plan.has(['milestones', 'cutover']), now: clock.now(), enacted };
  const faults = [
    ...release.faults,
    ...applyRules(releaseRules, { file: release.file, release: release.seen }, release.file, release.positionOf),
    ...lintInSet(release, others),
    ...plan.faults,
    ...applyRules(planRules, planSubject, plan.file, plan.positionOf),
    ...notes.faults,
    ...applyRules(notesRules, { ...seen, notes }, notes.file, (position) => position),
  ];
  if (faults.length > 0 || release.whole === undefined || plan.whole === undefined) return { ok: false, faults: sortFaults(faults) };
  return { ok: true, release: toRelease(release.whole), plan: toPlan(plan.whole), notes: toNotes(notes) };
}
