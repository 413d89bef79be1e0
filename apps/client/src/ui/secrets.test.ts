import type { Clock } from '@togo/foundation';
import { describe, expect, it } from 'vitest';
import { limits } from '../limits.ts';
import { makeSecrets, sameSecret, Tickets } from './secrets.ts';

function clockAt(start: number): Clock & { time: number } {
  const clock = { time: start, now: () => new Date(clock.time) };
  return clock;
}

describe('when a ticket is issued', () => {
  it('opens once', () => {
    const tickets = new Tickets(clockAt(0));
    const ticket = tickets.issue();
    expect([tickets.redeem(ticket), tickets.redeem(ticket), tickets.redeem('other')]).toEqual([true, false, false]);
  });

  it('ends', () => {
    const clock = clockAt(0);
    const tickets = new Tickets(clock);
    const [first, second] = [tickets.issue(), tickets.issue()];
    clock.time = limits.ticketLifeMs - 1;
    expect(tickets.redeem(first)).toBe(true);
    clock.time = limits.ticketLifeMs;
    expect(tickets.redeem(second)).toBe(false);
  });

  it('pushes out the oldest when too many are open', () => {
    const tickets = new Tickets(clockAt(0));
    const issued = Array.from({ length: limits.ticketsMax + 1 }, () => tickets.issue());
    expect(issued.map((ticket) => tickets.redeem(ticket))).toEqual([false, ...Array<boolean>(limits.ticketsMax).fill(true)]);
  });
});

describe('when secrets are made', () => {
  it('never repeats one', () => {
    const made = [makeSecrets(clockAt(0)), makeSecrets(clockAt(0))].flatMap(({ session, formToken, knock }) => [session, formToken, knock]);
    expect(new Set(made).size).toBe(6);
    expect(made.every((secret) => /^[\w-]{43}$/.test(secret))).toBe(true);
  });

  it('compares whole secrets only', () => {
    expect([sameSecret('abc', 'abc'), sameSecret('abc', 'ab'), sameSecret('abc', 'abcd'), sameSecret('abc', undefined)]).toEqual([true, false, false, false]);
  });
});
