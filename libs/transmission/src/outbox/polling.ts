import { limits } from '../protocol/index.ts';
import type { Entry } from './entry.ts';

/**
 * When the client asks for results by itself, never more often than `limits.pollFloorMs`. A wish of the user does not wait for it.
 *
 * @returns null while nothing is expected. Results may come only the next morning: nobody is asked to send again.
 */
export function nextPollAt(entries: readonly Entry[], lastPoll: Date | null): Date | null {
  if (!entries.some(isWaiting)) return null;
  return new Date(lastPoll === null ? 0 : lastPoll.getTime() + limits.pollFloorMs);
}

/** Whether the server has something to say about it, or has to be told something. */
export function isWaiting({ send, arrival, acceptance, cancellation }: Entry): boolean {
  if (send !== 'delivered') return send === 'queued' || send === 'unconfirmed';
  if (cancellation.asked || cancellation.state === 'requested') return true;
  return cancellation.state !== 'done' && (arrival.state === 'waiting' || (arrival.state === 'ok' && acceptance.state === 'waiting'));
}
