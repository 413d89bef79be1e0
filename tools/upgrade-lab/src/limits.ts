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
  /** Drive C: of a PC: twice what Windows and all releases take, and less than anybody's memory. */
  diskBytes: 192 * 1_048_576,
  /** Random walks, of all PCs together, unless the command line says how many. */
  walks: 10,
  /** Acts of one walk. */
  walkActs: 6,
  /** The last step of an installation after which a walk kills it; an installation with fewer steps runs to its end. */
  walkKillStep: 160,
  /** Of an uninstallation, and of the way back: both have more steps than this. */
  walkEarlyStep: 10,
  /** After this time no walk is begun, nor is one made shorter. */
  walksMs: 15 * 60_000,
  /** PCs that are switched on at the same time. */
  pcs: 2,
} as const;
