export type CheckerBuildCode =
  /** The request file is missing, no JSON, or has faults: all are listed. */
  | 'REQUEST_INVALID'
  /** makensis refused the script. */
  | 'MAKENSIS_FAILED'
  /** The exe is larger than `limits.exeMaxBytes`. */
  | 'EXE_TOO_LARGE';
