import { randomBytes, timingSafeEqual } from 'node:crypto';
import { type Clock, sha256 } from '@togo/foundation';
import { limits } from '../limits.ts';

/** The secrets of one running instance. They live and die with it. */
export interface Secrets {
  /** The session cookie's value: one user, one instance, one session. */
  readonly session: string;
  /** In every form of ours: a page of somebody else cannot know it. */
  readonly formToken: string;
  /** In `instance.json`: proves that a knock comes from the same user. */
  readonly knock: string;
  readonly tickets: Tickets;
}

export function makeSecrets(clock: Clock): Secrets {
  return { session: randomSecret(), formToken: randomSecret(), knock: randomSecret(), tickets: new Tickets(clock) };
}

/** One-time tickets: each opens the screens once, and only for a while. */
export class Tickets {
  readonly #clock: Clock;
  /** Hash of the ticket → when it ends. Looking up a hash leaks nothing about the ticket through time. */
  readonly #open = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(): string {
    const ticket = randomSecret();
    this.#open.set(sha256(ticket), this.#clock.now().getTime() + limits.ticketLifeMs);
    const [oldest] = this.#open.keys();
    if (this.#open.size > limits.ticketsMax && oldest !== undefined) this.#open.delete(oldest);
    return ticket;
  }

  /** True once for a ticket that was issued and has not ended. */
  redeem(ticket: string): boolean {
    const key = sha256(ticket);
    const end = this.#open.get(key);
    this.#open.delete(key);
    return end !== undefined && this.#clock.now().getTime() < end;
  }
}

/** Compares without telling, by the time it takes, how much was right. */
export function sameSecret(expected: string, got: string | undefined): boolean {
  if (got === undefined) return false;
  const [a, b] = [Buffer.from(sha256(expected)), Buffer.from(sha256(got))];
  return timingSafeEqual(a, b);
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}
