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
  INTERRUPTED: exitCodes.interrupted,
};

export function exitCodeFor(errorCode: string): number {
  return byErrorCode[errorCode] ?? exitCodes.checkFailed;
}
