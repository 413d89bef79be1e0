import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDelivered, anEntry } from '../../test/entries.ts';
import { closingOf, limits } from '../protocol/index.ts';
import { closingWarning, isSkewed, isWaiting, monthInJapan, nextPollAt, serverNow, skewSeconds } from './index.ts';

describe('when a federation closes', () => {
  it('knows the turn of the year', () => {
    expect(monthInJapan(new Date('2021-12-31T14:59:59.999Z'))).toBe('202112');
    expect(monthInJapan(new Date('2021-12-31T15:00:00Z'))).toBe('202201');
  });

  it('warns a day before, and is over from the very moment', () => {
    const closing = { day: 10, time: '24:00' };
    const stateAt = (moment: string): string => closingWarning(closing, '202104', new Date(moment)).state;
    expect(stateAt('2021-04-10T00:00:00+09:00')).toBe('open');
    expect(stateAt('2021-04-10T00:00:00.001+09:00')).toBe('soon');
    expect(stateAt('2021-04-10T23:59:59.999+09:00')).toBe('soon');
    expect(stateAt('2021-04-11T00:00:00+09:00')).toBe('passed');
  });

  it('lies in the month that it was asked for, whatever the month and the time zone of this PC', () => {
    const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((all) => `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`);
    const months = fc.record({ year: fc.integer({ min: 2018, max: 2099 }), month: fc.integer({ min: 1, max: 12 }) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 28 }), minutes, months, (day, time, { year, month }) => {
        const name = `${year}${String(month).padStart(2, '0')}`;
        expect(monthInJapan(closingOf({ day, time }, name))).toBe(name);
      }),
      { numRuns: 200 },
    );
  });
});

describe('when the clocks differ', () => {
  it('takes the server for right in the middle of the request', () => {
    const seconds = skewSeconds('2021-04-05T10:10:05+09:00', new Date('2021-04-05T01:00:00Z'), new Date('2021-04-05T01:00:10Z'));
    expect(seconds).toBe(600);
    expect(serverNow(new Date('2021-04-05T01:00:00Z'), seconds).toISOString()).toBe('2021-04-05T01:10:00.000Z');
  });

  it('warns above five minutes, either way', () => {
    expect([-301, -300, 0, 300, 301].map(isSkewed)).toEqual([true, false, false, false, true]);
  });
});

describe('when results are waited for', () => {
  const me = 'KJ131370200017';
  const last = new Date('2021-04-05T01:00:00Z');
  const floor = new Date(last.getTime() + limits.pollFloorMs);
  const requested = { state: 'requested', number: null, at: null, asked: false } as const;

  it.each([
    ['unconfirmed', anEntry({ send: 'unconfirmed', sentBy: me })],
    ['delivered', aDelivered()],
    ['arrived', aDelivered({ arrival: { state: 'ok', at: null } })],
    ['being cancelled', aDelivered({ acceptance: { state: 'ok', at: null }, cancellation: requested })],
  ])('asks no more often than the floor while a file is %s', (_name, entry) => {
    expect(nextPollAt([entry], me, last, last)).toEqual(floor);
    expect(nextPollAt([entry], me, null, last)).toEqual(last);
    expect(isWaiting(entry)).toBe(true);
  });

  it.each([
    ['nothing is there', []],
    ['it was refused', [anEntry({ send: 'refused', sentBy: me })]],
    ['it was taken out', [anEntry({ send: 'withdrawn' })]],
    ['it did not come through', [aDelivered({ arrival: { state: 'error', at: null } })]],
    ['it was accepted', [aDelivered({ arrival: { state: 'ok', at: null }, acceptance: { state: 'warnings', at: null } })]],
    ['it was cancelled before its results came', [aDelivered({ cancellation: { ...requested, state: 'done' } })]],
  ])('does not ask when %s', (_name, entries) => {
    expect(nextPollAt(entries, me, last, last)).toBeNull();
    expect(entries.some(isWaiting)).toBe(false);
  });

  it.each([
    ['a file', anEntry()],
    ['a cancellation', aDelivered({ arrival: { state: 'ok', at: null }, acceptance: { state: 'ok', at: null }, cancellation: { ...requested, state: 'none', asked: true } })],
  ])('does not ask on account of %s that the user has still to send', (_name, entry) => {
    expect(nextPollAt([entry], me, null, last)).toBeNull();
    expect(isWaiting(entry)).toBe(true);
  });

  it('does not ask in the account of somebody else', () => {
    expect(nextPollAt([aDelivered()], 'KJ131312345678', null, last)).toBeNull();
  });

  it('asks at once where the clock was set back, however far', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_000_000_000_000 }), (backMs) => {
        const now = new Date(last.getTime() - backMs);
        expect(nextPollAt([aDelivered()], me, last, now)).toEqual(now);
      }),
      { numRuns: 100 },
    );
  });
});
