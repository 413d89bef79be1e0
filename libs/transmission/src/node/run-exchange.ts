import { isFinalForCancellation, planExchange, skewSeconds, type Entry } from '../outbox/index.ts';
import { isReceptionCode } from '../protocol/index.ts';
import { askAbout } from './ask-about.ts';
import { DeskError } from './desk-error.ts';
import type { ExchangeContext } from './exchange-context.ts';
import { refusalOf } from './refusal-of.ts';
import { sendQueued } from './send-queued.ts';

/**
 * 送受信: asks about what may have left, sends what is queued, sends cancellations, fetches what changed and the list of notices.
 *
 * @throws DeskError at the first answer that ends it; everything until then is kept.
 */
export async function runExchange(context: ExchangeContext): Promise<void> {
  const { ledger, session } = context;
  await askUnconfirmed(context);
  await sendQueued(context);
  for (const entry of planExchange(ledger.entries(), session).cancel) await sendCancellation(context, entry);
  await fetchNews(context);
}

/** What an exchange asks, without what it sends. @throws DeskError as `runExchange`. */
export async function runQuestions(context: ExchangeContext): Promise<void> {
  await askUnconfirmed(context);
  await fetchNews(context);
}

async function askUnconfirmed(context: ExchangeContext): Promise<void> {
  for (const { number } of planExchange(context.ledger.entries(), context.session).ask) await askAbout(context, number);
}

async function fetchNews(context: ExchangeContext): Promise<void> {
  await fetchChanges(context);
  context.spool.keepNotices((await context.client.listNotices()).notices);
}

async function sendCancellation({ ledger, client, clock, tally }: ExchangeContext, { number, cancellation }: Entry): Promise<void> {
  try {
    const { transmission } = await client.cancel(number, cancellation.number ?? '');
    ledger.apply(number, { type: 'told', transmission });
  } catch (error) {
    if (!(error instanceof DeskError) || !isReceptionCode(error.code) || !isFinalForCancellation(error.code)) throw error;
    ledger.apply(number, { type: 'cancellation-refused', refusal: refusalOf(error, error.code), at: clock.now().toISOString() });
  }
  tally.changed.add(number);
}

async function fetchChanges({ ledger, spool, client, session, clock, tally }: ExchangeContext): Promise<void> {
  const fact = `revision ${session.userId}`;
  for (let more = true; more; ) {
    const known = Number(spool.fact(fact) ?? 0);
    const asked = clock.now();
    const answer = await client.changesAfter(known);
    tally.server = { time: answer.serverTime, skewSeconds: skewSeconds(answer.serverTime, asked, clock.now()) };
    // What was sent from another PC is not this one's to keep.
    const ours = answer.transmissions.filter(({ number }) => ledger.find(number) !== undefined);
    const changed = ledger.applyAll(ours.map((transmission) => ({ number: transmission.number, event: { type: 'told', transmission } })));
    for (const number of changed) tally.changed.add(number);
    if (answer.revision !== known) spool.setFact(fact, String(answer.revision));
    if (answer.more && answer.revision <= known) throw new DeskError('T-114', `expected changes after ${known}, got up to ${answer.revision} and more to come`);
    more = answer.more;
  }
}
