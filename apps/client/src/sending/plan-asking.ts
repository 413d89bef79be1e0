import { isUndecided, nextPollAt } from '@togo/transmission';
import type { Desk } from '@togo/transmission/node';
import { isReceptionCode } from '@togo/transmission/protocol';

/** Whether the client asks for results by itself, and when next. */
export type AskingPlan =
  /** Everything that was sent is decided. */
  | { readonly kind: 'nothing' }
  /** Nobody is logged in, or somebody in whose account nothing is undecided. */
  | { readonly kind: 'needs-log-in' }
  /** The reception system said no the last time: it is the user's turn. */
  | { readonly kind: 'stopped'; readonly code: string }
  | { readonly kind: 'planned'; readonly next: Date };

/**
 * The end of a session stops nothing beyond the session: the next one is the user's own doing.
 *
 * @param attemptedAt when this run last tried, whatever came of it.
 */
export function planAsking(desk: Pick<Desk, 'session' | 'lastExchange' | 'entries'>, attemptedAt: Date | undefined, now: Date): AskingPlan {
  const entries = desk.entries();
  if (!entries.some(isUndecided)) return { kind: 'nothing' };
  const { session, lastExchange } = desk;
  const lasts = [attemptedAt?.getTime() ?? 0, lastExchange === undefined ? 0 : Date.parse(lastExchange.at)];
  const next = session === undefined ? null : nextPollAt(entries, session.userId, new Date(Math.max(...lasts)), now);
  if (next === null) return { kind: 'needs-log-in' };
  const code = lastExchange?.code ?? '';
  return isReceptionCode(code) && code !== 'R-505' ? { kind: 'stopped', code } : { kind: 'planned', next };
}
