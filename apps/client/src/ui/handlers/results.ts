import { canCancel, canReplace, isWaiting, serverNow, type Decision, type Entry } from '@togo/transmission';
import { DeskError, type Desk } from '@togo/transmission/node';
import { limits } from '../../limits.ts';
import { seeOther } from '../answer.ts';
import type { AskingView } from '../pages/asking.ts';
import { cancelPage, entryPage } from '../pages/entry.ts';
import { resultsPage } from '../pages/results.ts';
import { pageOf } from '../paging.ts';
import { show, type Handler, type Visit } from '../visit.ts';

/** Reasons that the page tells by itself: its states already say them. */
const saidByState = ['R-551', 'R-552', 'R-553', 'R-554'];

export const showResults: Handler = async (visit) => {
  const desk = await visit.service.sending.desk();
  const sent = desk.entries().filter(({ send }) => send === 'delivered' || send === 'refused');
  const hasVer8Records = await visit.service.ver8.hasRecords();
  const asking: AskingView = { plan: visit.service.sending.asking.plan(desk), last: await lastAsked(visit, desk) };
  const answer = show(visit, resultsPage({ ...pageOf(sent, visit.query), waiting: sent.filter(isWaiting).length, session: desk.session, asking, hasVer8Records }, visit.frame));
  return asking.plan.kind === 'planned' ? { ...answer, headers: { Refresh: String(secondsUntilNews(asking.plan.next, visit.service.now)) } } : answer;
};

async function lastAsked({ service }: Visit, { lastExchange }: Desk): Promise<AskingView['last']> {
  if (lastExchange === undefined) return undefined;
  const { at, code } = lastExchange;
  return { at: new Date(at), failure: code === 'T-100' ? undefined : await service.describe(code) };
}

/** The client asks at its first look from then on, and the answer takes a moment. Nothing is typed on this page, so nothing is lost when it comes anew. */
function secondsUntilNews(next: Date, now: Date): number {
  const answeredMs = Math.max(0, next.getTime() - now.getTime()) + limits.askingLookMs;
  return Math.ceil(answeredMs / 1000) + limits.refreshAfterSeconds;
}

export const showEntry: Handler = async (visit) => {
  const desk = await visit.service.sending.desk();
  const entry = entryOf(desk, visit.query);
  const { refusal } = entry;
  const cancel = mayCancel(visit, desk, entry);
  const isWorthTelling = !cancel.ok && !saidByState.includes(cancel.why) && entry.cancellation.state === 'none';
  const view = {
    entry,
    session: desk.session,
    cancel,
    replace: canReplace(entry),
    refusal: refusal === undefined ? undefined : await visit.service.describe(refusal.code, refusal.until),
    cancelRefusal: isWorthTelling ? await visit.service.describe(cancel.why) : undefined,
  };
  return show(visit, entryPage(view, visit.frame));
};

export const askCancellation: Handler = async (visit) => {
  const desk = await visit.service.sending.desk();
  const entry = entryOf(desk, visit.query);
  const decision = mayCancel(visit, desk, entry);
  if (!decision.ok) throw new DeskError(decision.why, 'it may not be cancelled');
  return show(visit, cancelPage(entry, desk.session, visit.frame));
};

export const requestCancellation: Handler = async ({ service, form }) => {
  const { number } = await (await service.sending.desk()).requestCancellation(form.get('number') ?? '');
  return seeOther(`/results/entry?number=${number}`);
};

function mayCancel({ service }: Visit, { session, lastExchange }: Desk, entry: Entry): Decision {
  return canCancel(entry, serverNow(service.now, lastExchange?.skewSeconds ?? 0), session?.federation);
}

function entryOf(desk: Desk, fields: URLSearchParams): Entry {
  const entry = desk.entry(fields.get('number') ?? '');
  if (entry === undefined) throw new DeskError('R-561', 'no such entry');
  return entry;
}
