import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closingOf } from './closing-time.ts';

const jst = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);

describe('when a federation closes', () => {
  it.each([
    ['17:15', '2021-04-10T17:15'],
    ['20:00', '2021-04-10T20:00'],
    ['23:30', '2021-04-10T23:30'],
    ['24:00', '2021-04-11T00:00'],
    ['00:00', '2021-04-10T00:00'],
  ])('at %s, it is that time in Japan', (time, expected) => {
    expect(jst(closingOf({ day: 10, time }, '202104'))).toBe(expected);
  });

  it('is on the same day of every month, across the end of the year', () => {
    const [years, months] = [fc.integer({ min: 2020, max: 2090 }), fc.integer({ min: 1, max: 12 })];
    const month = fc.tuple(years, months).map(([year, each]) => `${year}${String(each).padStart(2, '0')}`);
    fc.assert(
      fc.property(month, fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 1439 }), (yyyymm, day, minutes) => {
        const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        expect(jst(closingOf({ day, time }, yyyymm))).toBe(`${yyyymm.slice(0, 4)}-${yyyymm.slice(4)}-${String(day).padStart(2, '0')}T${time}`);
      }),
      { numRuns: 100 },
    );
  });
});
