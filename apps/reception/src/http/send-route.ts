import { closingOf, transmissionPath } from '@togo/transmission/protocol';
import type { FastifyRequest } from 'fastify';
import { judgeClaim } from '../claim-judgement.ts';
import type { StoredFile } from '../store/claim-files.ts';
import type { Kept, Received } from '../store/transmissions.ts';
import { demandClaimant, demandFacility, type Actor } from './actor.ts';
import { answerWith, readNumber } from './answer.ts';
import type { App, Context } from './context.ts';
import { Refusal } from './refusal.ts';
import { readSendRequest, type SendRequest } from './send-request.ts';

/** `PUT` of a claim file. The body is not read before everything that the headers say is in order. */
export function sendRoute(app: App, context: Context): void {
  // A body is a stream here, whatever its type: whether the type is right is one of the rules.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _body, done) => done(null));
  app.put(transmissionPath(':number'), { config: { routeName: 'send' } }, async (request, reply) => {
    const actor = demandClaimant(context, request);
    const number = readNumber(request);
    const sent = readSendRequest(request.headers);
    demandFacility(actor, sent.facility);
    const file = await context.store.files.receive(request.raw);
    let accepted = false;
    try {
      if (file.bytes !== sent.bytes || file.digest !== sent.digest) throw new Refusal('R-513', { detail: 'Content-Digest: the body has another' });
      const { transmissions } = context.store;
      const repeated = transmissions.find(actor.account.userId, number) ?? transmissions.accept(await prepare(context, request, actor, number, sent, file));
      accepted = repeated === undefined;
      if (repeated !== undefined) demandSame(repeated, sent);
    } finally {
      if (!accepted) await context.store.files.remove(file.storedAs);
    }
    return reply.code(accepted ? 201 : 200).send(answerWith(context, actor, number));
  });
}

/** Judges the file, whose arrival is now. Nothing is accepted yet. @throws Refusal `R-515`. */
async function prepare(context: Context, request: FastifyRequest, { account }: Actor, number: string, sent: SendRequest, file: StoredFile): Promise<Received> {
  const { store, clock, delays, faults } = context;
  const receivedAt = clock.now();
  const { facility, fileName } = sent;
  const { month, judgement } = await judgeClaim(store.files.read(file.storedAs), { fileName, facility, receivedAt });
  const closing = closingOf(account.federation.sendUntil, month).getTime();
  if (receivedAt.getTime() >= closing) throw new Refusal('R-515', { until: closing });
  const arrivalAt = receivedAt.getTime() + delays.arrivalMs;
  const times = { receivedAt: receivedAt.getTime(), month, arrivalAt, acceptanceAt: arrivalAt + delays.acceptanceMs };
  return { account: account.userId, number, facility, fileName, ...file, ...faults.judge(request, judgement), ...times };
}

/** @throws Refusal `R-512`. */
function demandSame({ transmission }: Kept, { digest, bytes, facility, fileName }: SendRequest): void {
  const isSame = transmission.digest === digest && transmission.bytes === bytes && transmission.facility === facility && transmission.fileName === fileName;
  if (!isSame) throw new Refusal('R-512');
}
