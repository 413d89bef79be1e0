import { limits } from '../protocol/index.ts';
import type { Entry } from './entry.ts';

/**
 * When the client asks for results by itself, never more often than `limits.pollFloorMs`. A wish of the user does not wait for it.
 *
 * @param userId of the session: only what this account sent is told to it.
 * @param lastPoll one that lies ahead was noted by a clock that has been set back since, and counts for nothing.
 * @returns null while a question can bring nothing. Results may come only the next morning: nobody is asked to send again.
 */
export function nextPollAt(entries: readonly Entry[], userId: string, lastPoll: Date | null, now: Date): Date | null {
  if (!entries.some((entry) => entry.sentBy === userId && isUndecided(entry))) return null;
  return lastPoll === null || lastPoll > now ? now : new Date(lastPoll.getTime() + limits.pollFloorMs);
}

/** Whether the server has something to say about it, or has to be told something. */
export function isWaiting(entry: Entry): boolean {
  return entry.send === 'queued' || entry.cancellation.asked || isUndecided(entry);
}

/** Whether asking alone may bring news: bytes of it have left, and not all of it is decided. */
export function isUndecided({ send, arrival, acceptance, cancellation }: Entry): boolean {
  if (send !== 'delivered') return send === 'unconfirmed';
  if (cancellation.state === 'requested') return true;
  return cancellation.state !== 'done' && (arrival.state === 'waiting' || (arrival.state === 'ok' && acceptance.state === 'waiting'));
}
