/** Every limit of the checker, with its unit. */
export const limits = {
  /** A clerk downloads it over any line. */
  exeMaxBytes: 250_000,
  /** The time makensis may take. */
  makensisMs: 120_000,
} as const;
