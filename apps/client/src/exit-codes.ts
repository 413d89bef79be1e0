/** What the program answers to whoever started it (ARCHITECTURE, command contract). */
export const exitCodes = {
  ok: 0,
  /** A check said no, or the client could not do what was asked. */
  failed: 1,
  /** The command line was wrong. */
  usage: 2,
  /** Our bug. */
  internal: 70,
} as const;
