import type { FastifyRequest } from 'fastify';
import type { Account } from '../store/accounts.ts';
import { demandCertificate } from './client-certificate.ts';
import type { Context } from './context.ts';
import { Refusal } from './refusal.ts';

/** Who asks. */
export interface Actor {
  readonly account: Account;
  readonly token: string;
}

/** @throws Refusal `R-505`, `R-506`. */
export function demandSession({ store, clock, certificates, connections }: Context, request: FastifyRequest): Actor {
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.headers.authorization ?? '')?.[1];
  const userId = token === undefined ? undefined : store.sessions.find(token, clock.now().getTime());
  const account = userId === undefined ? undefined : store.accounts.find(userId);
  if (token === undefined || account === undefined) throw new Refusal('R-505');
  connections.heard(request.raw.socket, request.headers['user-agent'] ?? '', account);
  demandCertificate(certificates, request.raw.socket, account.userId);
  return { account, token };
}

/**
 * Somebody who may send and see results: not with a provisional password, and not a facility for which an agent does it.
 *
 * @throws Refusal `R-503`, `R-505`, `R-506`, `R-507`.
 */
export function demandClaimant(context: Context, request: FastifyRequest): Actor {
  const actor = demandSession(context, request);
  if (actor.account.provisional) throw new Refusal('R-503');
  if (actor.account.facilities.some(({ delegated }) => delegated)) throw new Refusal('R-507');
  return actor;
}

/** @throws Refusal `R-508`. */
export function demandFacility({ account }: Actor, facility: string): void {
  if (!account.facilities.some(({ number }) => number === facility)) throw new Refusal('R-508');
}
