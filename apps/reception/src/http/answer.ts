import { transmissionNumber, type TransmissionAnswer } from '@togo/transmission/protocol';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.ts';
import type { Context } from './context.ts';
import { Refusal } from './refusal.ts';

/** The 整理番号 of the address. @throws Refusal `R-511`. */
export function readNumber(request: FastifyRequest): string {
  const number = transmissionNumber.safeParse((request.params as { number: string }).number);
  if (!number.success) throw new Refusal('R-511');
  return number.data;
}

/** One transmission with all that is due by now. @throws Refusal `R-518`. */
export function answerWith({ store, clock }: Context, { account }: Actor, number: string): TransmissionAnswer {
  const now = clock.now();
  store.transmissions.settle(account.userId, now.getTime());
  const kept = store.transmissions.find(account.userId, number);
  if (kept === undefined) throw new Refusal('R-518');
  return { formatVersion: 1, transmission: kept.transmission, serverTime: now.toISOString() };
}
