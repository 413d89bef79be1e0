export type NeedsErrorCode =
  /** This machine lacks something that we may not install; the message gives the commands. */
  | 'NEEDS_MISSING'
  /** An installation was tried and failed. */
  | 'PROVISION_FAILED';
