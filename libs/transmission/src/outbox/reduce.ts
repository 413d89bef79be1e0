import { InternalError } from '@togo/foundation';
import type { Transmission } from '../protocol/index.ts';
import { canWithdraw } from './decisions.ts';
import type { Entry, Refusal } from './entry.ts';

/** Everything that can happen to an entry. Silence is no event: what may have left stays `unconfirmed` until the server has been asked. */
export type OutboxEvent =
  | { readonly type: 'withdrawn' }
  /** The first byte is about to leave. */
  | { readonly type: 'send-started'; readonly at: string; readonly by: string }
  /** The server told about this number: as the answer to the sending, to a question, to a cancellation, or in the list of changes. */
  | { readonly type: 'told'; readonly transmission: Transmission }
  /** Asked, the server said that it does not have it. */
  | { readonly type: 'absent' }
  /** The server did not take what was begun at `at`, for a reason that will pass. */
  | { readonly type: 'declined'; readonly at: string }
  /** The server did not take it and never will. */
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'cancellation-asked'; readonly number: string }
  | { readonly type: 'cancellation-refused'; readonly refusal: Refusal; readonly at: string };

/**
 * The entry after an event. What the server says of its own results replaces what was known, but never leads back: a decided axis does not
 * become undecided, and `delivered` stays.
 *
 * @throws InternalError for an event that the decisions rule out.
 */
export function reduce(entry: Entry, event: OutboxEvent): Entry {
  switch (event.type) {
    case 'withdrawn':
      demand(canWithdraw(entry).ok, entry, event);
      return { ...entry, send: 'withdrawn' };
    case 'send-started':
      demand(entry.send === 'queued', entry, event);
      return { ...entry, send: 'unconfirmed', sentAt: entry.sentAt ?? event.at, sentBy: event.by };
    case 'absent':
      demand(entry.send === 'unconfirmed', entry, event);
      return { ...entry, send: 'queued' };
    case 'declined':
      demand(entry.send === 'unconfirmed', entry, event);
      return { ...(entry.sentAt === event.at ? neverLeft(entry) : entry), send: 'queued' };
    case 'refused':
      demand(entry.send === 'unconfirmed', entry, event);
      return { ...entry, send: 'refused', refusal: event.refusal };
    case 'told':
      return tell(entry, event.transmission);
    case 'cancellation-asked':
      demand(entry.send === 'delivered' && !entry.cancellation.asked && (entry.cancellation.state === 'none' || entry.cancellation.state === 'failed'), entry, event);
      return { ...withoutRefusal(entry), cancellation: { ...entry.cancellation, number: event.number, asked: true } };
    case 'cancellation-refused':
      demand(entry.cancellation.asked, entry, event);
      return { ...entry, cancellation: { ...entry.cancellation, state: 'failed', at: event.at, asked: false }, refusal: event.refusal };
  }
}

function tell(entry: Entry, told: Transmission): Entry {
  if (told.number !== entry.number) throw new InternalError(`told about ${told.number}, kept as ${entry.number}`);
  if (told.digest !== entry.digest || told.bytes !== entry.bytes || told.facility !== entry.facility) {
    // The number stands for other bytes there. What this PC holds was not taken.
    return entry.send === 'unconfirmed' ? { ...entry, send: 'refused', refusal: { code: 'R-512' } } : entry;
  }
  const cancellation = mergeCancellation(entry.cancellation, told.cancellation);
  // The refusal was one of the sending, which the server now contradicts, or of a cancellation that has moved on.
  const stale = entry.send !== 'delivered' || cancellation !== entry.cancellation;
  return {
    ...(stale ? withoutRefusal(entry) : entry),
    send: 'delivered',
    receivedAt: told.receivedAt,
    arrival: entry.arrival.state !== 'waiting' && told.arrival.state === 'waiting' ? entry.arrival : told.arrival,
    acceptance: entry.acceptance.state !== 'waiting' && told.acceptance.state === 'waiting' ? entry.acceptance : told.acceptance,
    cancellation,
    findings: told.findings,
  };
}

function mergeCancellation(known: Entry['cancellation'], told: Transmission['cancellation']): Entry['cancellation'] {
  if (known.state === 'done' || told.state === 'none') return known;
  // Our request is on its way; this is still about an earlier one.
  if (known.asked && told.number !== known.number && told.state !== 'done') return known;
  if (!known.asked && told.state === known.state && told.number === known.number && told.at === known.at) return known;
  // Refused here, the answer cannot lead back to the question.
  if (known.state === 'failed' && !known.asked && told.state === 'requested' && told.number === known.number) return known;
  return { ...told, asked: false };
}

function withoutRefusal(entry: Entry): Entry {
  const { refusal: _gone, ...rest } = entry;
  return rest;
}

/** An earlier attempt may still arrive late; the first and only one that was declined cannot. */
function neverLeft(entry: Entry): Entry {
  const { sentAt: _at, sentBy: _by, ...rest } = entry;
  return rest;
}

function demand(holds: boolean, entry: Entry, event: OutboxEvent): void {
  if (!holds) throw new InternalError(`${event.type} for ${entry.number}, which is ${entry.send}, cancellation ${entry.cancellation.state}`);
}
