import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../limits.ts';
import { isClaimsWindow, nextCheckAt, shareOf } from './check-moment.ts';

const day = 86_400_000;
const opened = new Date('2021-04-19T08:30:00+09:00');
const seeds = fc.string({ minLength: 1 });
const moments = fc.date({ min: new Date('2021-01-01T00:00:00Z'), max: new Date('2030-12-31T00:00:00Z'), noInvalidDate: true });
const hourInJapan = (moment: Date): number => ((moment.getTime() + 9 * 3_600_000) % day) / 3_600_000;

describe('when facilities ask for updates by themselves', () => {
  it('each has a time of its own, which is the same on every day, within office hours', () => {
    fc.assert(
      fc.property(seeds, moments, (seed, now) => {
        const next = nextCheckAt({ seed, askedAt: now, openedAt: now, now });
        expect(next.getTime()).toBeGreaterThan(now.getTime());
        expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(day);
        expect(hourInJapan(next)).toBeGreaterThanOrEqual(9);
        expect(hourInJapan(next)).toBeLessThan(17);
        expect(nextCheckAt({ seed, askedAt: next, openedAt: now, now: next }).getTime()).toBe(next.getTime() + day);
      }),
    );
  });

  it('the times of all facilities are spread evenly', () => {
    const counts = Array.from({ length: 16 }, () => 0);
    const facilities = 16_000;
    for (let number = 0; number < facilities; number += 1) {
      const part = Math.floor(shareOf(`KJ13${String(number).padStart(10, '0')}`) * counts.length);
      counts[part] = (counts[part] ?? 0) + 1;
    }
    // A thousand in each part; five standard deviations are 153.
    for (const count of counts) expect(Math.abs(count - facilities / counts.length)).toBeLessThan(153);
  });

  it('a time that was missed is made up for soon after the client is opened, not at once by everybody', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const next = nextCheckAt({ seed, askedAt: undefined, openedAt: opened, now: opened }).getTime() - opened.getTime();
        expect(next).toBe(Math.floor(shareOf(seed) * limits.updateCatchUpMs));
        expect(next).toBeLessThan(limits.updateCatchUpMs);
      }),
    );
  });

  it('once a day is enough, however often the client is opened', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: day - 1 }), (seed, later) => {
        const first = nextCheckAt({ seed, askedAt: undefined, openedAt: opened, now: opened });
        const now = new Date(first.getTime() + later);
        const next = nextCheckAt({ seed, askedAt: first, openedAt: now, now });
        expect(Math.floor((next.getTime() - first.getTime()) / day)).toBeLessThanOrEqual(1);
        if (next > now) return;
        // Only where its own time of the day has come meanwhile.
        expect(hourInJapan(next)).toBeGreaterThanOrEqual(9);
      }),
    );
  });

  it('a clock that was set back does not keep it from asking for months', () => {
    const askedAt = new Date(opened.getTime() + 100 * day);
    expect(nextCheckAt({ seed: 'x', askedAt, openedAt: opened, now: opened }).getTime()).toBeLessThan(opened.getTime() + limits.updateCatchUpMs);
  });
});

describe('when it is the claims window in Japan', () => {
  it.each([
    ['2021-04-01T00:00:00+09:00', true],
    ['2021-04-10T23:59:59+09:00', true],
    ['2021-04-11T00:00:00+09:00', false],
    ['2021-03-31T23:59:59+09:00', false],
    ['2021-03-31T15:00:00Z', true],
    ['2024-02-29T12:00:00+09:00', false],
    ['2020-12-31T15:00:00Z', true],
  ])('%s: %s', (moment, isIt) => {
    expect(isClaimsWindow(new Date(moment))).toBe(isIt);
  });
});
