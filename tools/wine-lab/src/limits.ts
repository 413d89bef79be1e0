/** Every bound of the lab, in milliseconds unless named otherwise. */
export const limits = {
  /** From the start of the box until the agent answers. A cold machine under load needs 5 s. */
  bootMs: 120_000,
  /** Another process may be making the same template. */
  templateMs: 300_000,
  /** Saving the registry on the way out. */
  shutdownMs: 30_000,
  /** One answer of the agent. */
  answerMs: 30_000,
  /** A program that says nothing about its own bound. */
  programMs: 120_000,
  /** A window that somebody waits for. */
  windowMs: 30_000,
  /** A window is taken as drawn when it looked the same this long ago. */
  stableMs: 150,
  /** A screen on which nothing changes for so long is at rest. */
  calmMs: 1000,
  /** How often a file that another process writes is looked for. */
  pollMs: 8,
} as const;
