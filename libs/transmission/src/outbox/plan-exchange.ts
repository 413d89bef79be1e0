import type { Session } from '../protocol/index.ts';
import type { Entry } from './entry.ts';

/** What an exchange does for each entry, in this order; each list oldest first. */
export interface ExchangePlan {
  /** Asked about before anything is sent again. */
  readonly ask: readonly Entry[];
  readonly send: readonly Entry[];
  readonly cancel: readonly Entry[];
  /** In the queue, but not for this user: another one began to send it, or the facility is none of this account, or delegated. */
  readonly skipped: readonly Entry[];
}

/**
 * @param entries oldest first.
 * @param session a number is asked about only in the account that sent it: another account would be told that there is none.
 */
export function planExchange(entries: readonly Entry[], session: Pick<Session, 'userId' | 'facilities'>): ExchangePlan {
  const facilities = new Set(session.facilities.filter(({ delegated }) => !delegated).map(({ number }) => number));
  const isMine = ({ sentBy }: Entry): boolean => sentBy === session.userId;
  const maySend = (entry: Entry): boolean => facilities.has(entry.facility) && (entry.sentBy === undefined || isMine(entry));
  const queued = entries.filter(({ send }) => send === 'queued');
  return {
    ask: entries.filter((entry) => entry.send === 'unconfirmed' && isMine(entry)),
    send: queued.filter(maySend),
    cancel: entries.filter((entry) => entry.cancellation.asked && isMine(entry)),
    skipped: queued.filter((entry) => !maySend(entry)),
  };
}
