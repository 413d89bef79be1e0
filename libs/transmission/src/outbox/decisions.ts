import { closingOf, type Federation } from '../protocol/index.ts';
import { allowed, denied, type Decision } from './engine-codes.ts';
import type { Entry } from './entry.ts';

/** 取り出す: only while no byte of it has ever left. What the server said it does not have may still arrive there late. */
export function canWithdraw(entry: Entry): Decision {
  return entry.send === 'queued' && entry.sentAt === undefined ? allowed : denied('R-559');
}

/**
 * 取消: the whole file, as long as it counts and the closing time has not passed.
 *
 * @param now by the server's clock, as well as it is known (`serverNow`).
 * @param federation of the session; without one the closing time is the server's business alone.
 */
export function canCancel(entry: Entry, now: Date, federation: Pick<Federation, 'cancelUntil'> | undefined): Decision {
  if (entry.send !== 'delivered') return denied('R-551');
  if (entry.cancellation.state === 'done') return denied('R-553');
  if (entry.cancellation.asked || entry.cancellation.state === 'requested') return denied('R-552');
  if (isRejected(entry)) return denied('R-554');
  return federation === undefined || now < closingOf(federation.cancelUntil, entry.processingMonth) ? allowed : denied('R-555');
}

/** 差し替え: only when the old file certainly does not count: 取消完了, or never accepted, or never sent. Otherwise both would count. */
export function canReplace(entry: Entry): Decision {
  const counts = entry.send === 'delivered' ? !isRejected(entry) && entry.cancellation.state !== 'done' : entry.send !== 'refused' && entry.send !== 'withdrawn';
  return counts ? denied('R-556') : allowed;
}

/** A new file beside those that are there: never the same bytes twice, never two in the place of one. */
export function canConfirm(entries: readonly Entry[], file: Pick<Entry, 'digest' | 'replaces'>): Decision {
  const counting = entries.filter((entry) => !canReplace(entry).ok);
  if (counting.some(({ digest }) => digest === file.digest)) return denied('R-557');
  if (file.replaces === undefined) return allowed;
  const old = entries.find(({ number }) => number === file.replaces);
  if (old === undefined) return denied('R-561');
  return counting.some(({ replaces }) => replaces === file.replaces) ? denied('R-558') : canReplace(old);
}

/** Whether the bytes may have to be sent once more. When they cannot, they are not kept: they are about people in care. */
export function needsBytes(entry: Entry): boolean {
  if (entry.send !== 'delivered') return entry.send === 'queued' || entry.send === 'unconfirmed';
  return entry.acceptance.state === 'waiting' && entry.arrival.state !== 'error' && entry.cancellation.state !== 'done';
}

/** × on either axis: the reception system has the file and does not count it. */
function isRejected({ arrival, acceptance }: Entry): boolean {
  return arrival.state === 'error' || acceptance.state === 'error';
}
