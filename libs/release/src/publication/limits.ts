const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** Every number that the publisher compares with. Times in ms. How long metadata hold is said where they are signed. */
export const publicationLimits = {
  /** What is left of the timestamp's day when it is signed again: the publisher may then be away for that long. */
  renewTimestampBeforeMs: 18 * hour,
  /** Of the snapshot's week. */
  renewSnapshotBeforeMs: 3 * day,
  /** Of the 400 days of the status metadata. */
  renewStatusBeforeMs: 60 * day,
  /** What people have to sign again (root, targets, status) is asked for that long before its end. */
  warnBeforeMs: 60 * day,
  /** A publisher who was away for longer asks whether the clock is right, before anything is published by it. */
  longestPauseMs: 7 * day,
} as const;
