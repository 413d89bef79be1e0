export { formatFaults, type Fault } from './faults.ts';
export { formatEraMonth, formatJst, formatMoment, jstDay, parseMoment } from './jst.ts';
export { limits } from './limits.ts';
export { lintRelease, type Linted, type LintInput } from './lint-release.ts';
export { type Notes } from './notes/blocks.ts';
export { facilityCases } from './notes/facility-cases.ts';
export { notesToHtml } from './notes/notes-to-html.ts';
export { notesToText } from './notes/notes-to-text.ts';
export { parseNotes, type NotesReading } from './notes/parse-notes.ts';
export { parsePlan } from './plan/parse-plan.ts';
export { type Amendment, type Milestone, type Plan, type When } from './plan/plan.ts';
export { inClaimsWindow } from './plan/plan-rules.ts';
export { milestoneIds, type MilestoneId, type WrittenPlan } from './plan/schema.ts';
export { publicationLimits } from './publication/limits.ts';
export {
  isEnacted,
  planPublication,
  type Approval,
  type Enacted,
  type PendingPublication,
  type PublicationEvidence,
  type PublicationId,
  type PublicationPlan,
  type ReleaseEvidence,
  type StagedEvidence,
} from './publication/plan-publication.ts';
export { announcedWhen, publicationsOf, type PlannedId, type PlannedPublication } from './publication/publications.ts';
export { parseRelease } from './release/parse-release.ts';
export { lintReleaseSet } from './release/release-set-rules.ts';
export { releaseSchemaJson, type Release, type WrittenRelease } from './release/schema.ts';
export { ruleTable, type RuleName } from './rule-table.ts';
export { renderTimeline, type TimelineInput, type TimelineLook } from './timeline/render-timeline.ts';
export { type Reading } from './written/conform.ts';
