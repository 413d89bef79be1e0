import { createHash } from 'node:crypto';
import { limits } from '../limits.ts';

/** Japan has one time zone, without summer time. */
const jstOffsetMs = 9 * 3_600_000;
const dayMs = 86_400_000;

export interface CheckTimes {
  /** What tells this PC from others: its facility. */
  readonly seed: string;
  /** When the origin was last asked, whatever came of it. */
  readonly askedAt: Date | undefined;
  /** When the client was opened. */
  readonly openedAt: Date;
  readonly now: Date;
}

/**
 * When the client asks for updates by itself: once a day, at a time of its own within office hours, so that the facilities of a country do not
 * ask all at once. A time that passed while the client was closed is made up for within a while after it was opened, spread in the same way.
 */
export function nextCheckAt({ seed, askedAt, openedAt, now }: CheckTimes): Date {
  const share = shareOf(seed);
  const latest = latestSlot(share, now);
  // One in the future was written before the clock was set back, and tells nothing.
  const isDone = askedAt !== undefined && askedAt <= now && askedAt.getTime() >= latest;
  return new Date(isDone ? latest + dayMs : Math.max(latest, openedAt.getTime() + Math.floor(share * limits.updateCatchUpMs)));
}

/** A number from 0 up to 1 that is always the same for a seed and evenly spread over all seeds. */
export function shareOf(seed: string): number {
  return createHash('sha256').update(seed).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** The newest of the daily moments that is not in the future. */
function latestSlot(share: number, now: Date): number {
  const midnight = Math.floor((now.getTime() + jstOffsetMs) / dayMs) * dayMs - jstOffsetMs;
  const slot = midnight + limits.updateSlotsBeginMs + Math.floor(share * limits.updateSlotsMs);
  return slot <= now.getTime() ? slot : slot - dayMs;
}

/** Whether facilities are busy with their claims: day 1 to 10 in Japan. */
export function isClaimsWindow(now: Date): boolean {
  return new Date(now.getTime() + jstOffsetMs).getUTCDate() <= limits.claimsWindowLastDay;
}
