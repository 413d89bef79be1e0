import { isWaiting, monthInJapan, type Entry } from '@togo/transmission';
import { adviseOn, advice } from '../messages/entry-words.ts';

/** What there is to do or to wait for, each with how many claims it is about. */
export interface Todo {
  readonly kind: 'queued' | 'unconfirmed' | 'waiting' | 'cancelling' | 'rejected' | 'cancellation-failed' | 'warnings';
  readonly count: number;
}

/** The state of the desk in a few lines. Results count for the month in which they can still be mended. */
export function todosOf(entries: readonly Entry[], now: Date): readonly Todo[] {
  const thisMonth = entries.filter(({ processingMonth }) => processingMonth >= monthInJapan(now));
  const replaced = new Set(entries.map(({ replaces }) => replaces));
  const open = thisMonth.filter(({ number }) => !replaced.has(number));
  const count = (all: readonly Entry[], holds: (entry: Entry) => boolean): number => all.filter(holds).length;
  const isCancelling = ({ send, cancellation }: Entry): boolean => send === 'delivered' && (cancellation.asked || cancellation.state === 'requested');
  const all: readonly Todo[] = [
    { kind: 'unconfirmed', count: count(entries, ({ send }) => send === 'unconfirmed') },
    { kind: 'queued', count: count(entries, ({ send }) => send === 'queued') },
    { kind: 'rejected', count: count(open, (entry) => [advice.rejected, advice.refused].some((each) => each === adviseOn(entry))) },
    { kind: 'cancellation-failed', count: count(open, (entry) => adviseOn(entry) === advice.cancellationFailed) },
    { kind: 'warnings', count: count(open, (entry) => adviseOn(entry) === advice.acceptedWithWarnings) },
    { kind: 'cancelling', count: count(entries, isCancelling) },
    { kind: 'waiting', count: count(entries, (entry) => entry.send === 'delivered' && !isCancelling(entry) && isWaiting(entry)) },
  ];
  return all.filter((todo) => todo.count > 0);
}
