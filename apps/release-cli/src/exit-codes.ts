/** What `togo` answers to the shell. One table; docs and `--help` print it. */
export const exitCodes = {
  ok: 0,
  /** A check failed: a lint fault, a red test, a verification that said no. */
  checkFailed: 1,
  /** The command line was wrong. */
  usage: 2,
  /** A rule of the product says no. */
  refused: 3,
  /** Something this machine needs is missing. */
  environment: 4,
  /** The moment has not come yet. */
  notYetDue: 8,
  /** Our bug. */
  internal: 70,
  /** Stopped with Ctrl-C. */
  interrupted: 130,
} as const;

/** Error codes that have an exit code of their own; every other CodedError is a failed check. */
const byErrorCode: Readonly<Record<string, number>> = {
  USAGE: exitCodes.usage,
  VERSION_UNKNOWN: exitCodes.usage,
  NEEDS_MISSING: exitCodes.environment,
  NO_SPACE: exitCodes.environment,
  CANNOT_LISTEN: exitCodes.environment,
  RECEPTION_FAILED: exitCodes.environment,
  INTERRUPTED: exitCodes.interrupted,
  PUBLICATION_UNKNOWN: exitCodes.usage,
  REASON_UNUSABLE: exitCodes.usage,
  CLOCK_NOT_CHOSEN: exitCodes.usage,
  DATE_NOT_FIXED: exitCodes.refused,
  DATE_PAST: exitCodes.refused,
  ALREADY_PUBLISHED: exitCodes.refused,
  NOT_STAGED: exitCodes.refused,
  DIST_DEVELOPMENT: exitCodes.refused,
  DRAFT_REFUSED: exitCodes.refused,
  APPROVAL_VOID: exitCodes.refused,
  MATRIX_NOT_GREEN: exitCodes.refused,
  VERIFY_NOT_GREEN: exitCodes.refused,
  WRONG_KEY: exitCodes.refused,
  ROOT_EXPIRED: exitCodes.refused,
  KEYS_MISMATCH: exitCodes.refused,
  SIGNING_FOLDER: exitCodes.usage,
  DEVELOPMENT_KEYS: exitCodes.refused,
  OTHER_PUBLISHER: exitCodes.refused,
  CLOCK_BACKWARDS: exitCodes.refused,
  CLOCK_AHEAD: exitCodes.refused,
  PUBLICATION_REFUSED: exitCodes.refused,
  NOT_PUBLISHED: exitCodes.refused,
  NOT_WITHDRAWN: exitCodes.refused,
};

export function exitCodeFor(errorCode: string): number {
  return byErrorCode[errorCode] ?? exitCodes.checkFailed;
}
