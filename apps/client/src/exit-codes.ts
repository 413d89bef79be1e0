/** What the program answers to whoever started it (ARCHITECTURE, command contract). */
export const exitCodes = {
  ok: 0,
  /** A check said no, or the client could not do what was asked. */
  failed: 1,
  /** The command line was wrong. */
  usage: 2,
  /** `close`: a claim or a result is on its way; it can be asked again. */
  busy: 3,
  /** `close`: this user has no window open. */
  notOpen: 4,
  /** Our bug. */
  internal: 70,
} as const;
