/** Every bound of the upgrade lab, in milliseconds unless named otherwise. */
export const limits = {
  /** One run of an installer, an uninstaller or the launcher, with all that it starts. */
  programMs: 120_000,
  /** One stand-in release. Two are built at the same time as others build. */
  buildMs: 300_000,
  /** How long a program that is in the way stays, unless it is ended before. */
  inTheWayMs: 60_000,
  /** How often the lab looks whether a program has started. */
  lookMs: 50,
  /** Built releases that nobody asked for in this time are deleted. */
  keepBuiltMs: 7 * 24 * 3_600_000,
  /** PCs that are switched on at the same time. */
  pcs: 2,
} as const;
