export { TrustError, type TrustErrorCode } from './errors.ts';
export { trustLimits, type TrustLimits } from './limits.ts';
export {
  artefactKinds,
  milestones,
  parseStatement,
  statementSchema,
  type Announcement,
  type Artefact,
  type ArtefactKind,
  type PublishedDate,
  type Release,
  type Statement,
  type StatementMilestone,
} from './statement.ts';
export { hashedTargetPath, statementTarget, withdrawalsTarget } from './target-names.ts';
export { parseWithdrawals, withdrawalsSchema, type Withdrawal, type Withdrawals } from './withdrawals.ts';
export { worldOf, type Channel, type World } from './world.ts';
