import { cancellationPath, cancellationRequest, closingOf, transmissionPath, transmissionsPath, type TransmissionsAnswer } from '@togo/transmission/protocol';
import * as z from 'zod/mini';
import { canCancel } from '../rules/results.ts';
import { demandClaimant } from './actor.ts';
import { answerWith, readNumber } from './answer.ts';
import type { App, Context } from './context.ts';
import { readBody } from './read-body.ts';
import { Refusal } from './refusal.ts';

const changesQuery = z.strictObject({ changedAfter: z.optional(z.string().check(z.regex(/^(?:0|[1-9]\d{0,14})$/))) });

/** What became of the files that were sent, and their cancellation. */
export function resultRoutes(app: App, context: Context): void {
  const { store, clock, delays, faults } = context;

  app.get(transmissionPath(':number'), { config: { routeName: 'ask' } }, (request) => {
    const actor = demandClaimant(context, request);
    return answerWith(context, actor, readNumber(request));
  });

  app.get(transmissionsPath, { config: { routeName: 'changes' } }, (request): TransmissionsAnswer => {
    const { account } = demandClaimant(context, request);
    const { changedAfter = '0' } = readBody(changesQuery, request.query);
    const now = clock.now();
    store.transmissions.settle(account.userId, now.getTime());
    const { transmissions, revision, more } = store.transmissions.changedAfter(account.userId, Number(changedAfter));
    return { formatVersion: 1, transmissions: [...transmissions], revision, more, serverTime: now.toISOString() };
  });

  app.put(cancellationPath(':number'), { config: { routeName: 'cancel' } }, (request) => {
    const actor = demandClaimant(context, request);
    const number = readNumber(request);
    const order = readBody(cancellationRequest, request.body);
    const now = clock.now().getTime();
    const userId = actor.account.userId;
    store.transmissions.settle(userId, now);
    const kept = store.transmissions.find(userId, number);
    if (kept === undefined) throw new Refusal('R-518');
    const closing = closingOf(actor.account.federation.cancelUntil, kept.month).getTime();
    const at = now + delays.cancellationMs;
    // Asked for in time but not done in time: it fails.
    const result = at >= closing || faults.failsCancellation(request) ? 'failed' : 'done';
    const ordered = store.transmissions.cancel(userId, number, { number: order.number, requestedAt: now, result, at }, ({ transmission }) => {
      if (now >= closing) throw new Refusal('R-517', { until: closing });
      return canCancel(transmission);
    });
    if (ordered === 'used') throw new Refusal('R-512', { detail: 'the number was used for something else' });
    if (ordered === 'impossible') throw new Refusal('R-519');
    return answerWith(context, actor, number);
  });
}
