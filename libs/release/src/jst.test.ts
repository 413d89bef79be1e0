import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEraMonth, formatJst, formatMoment, inClaimsWindow, jstDay, parseMoment } from './index.ts';

const seconds = fc.integer({ min: Date.parse('2000-01-01T00:00:00Z') / 1000, max: Date.parse('2100-01-01T00:00:00Z') / 1000 });
const moments = seconds.map((second) => new Date(second * 1000));
const dayInTokyo = new Intl.DateTimeFormat('en-US', { timeZone: 'Asia/Tokyo', day: 'numeric' });

describe('when a moment is written in JST', () => {
  it('looks as a facility reads it', () => {
    expect(formatJst(new Date('2021-04-19T01:00:00Z'))).toBe('2021年4月19日(月) 10:00');
    expect(formatJst(new Date('2020-12-31T15:05:00Z'))).toBe('2021年1月1日(金) 00:05');
    expect(formatEraMonth(new Date('2021-03-31T15:00:00Z'))).toBe('令和3年4月');
  });

  it('reads back as the same moment, whatever the moment', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        expect(parseMoment(formatMoment(moment))).toEqual(moment);
      }),
    );
  });

  it('is in the claims window on the days 1 to 10 of Tokyo, and on no other', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const day = Number(dayInTokyo.format(moment));
        expect(jstDay(moment)).toBe(day);
        expect(inClaimsWindow(moment)).toBe(day <= 10);
      }),
    );
  });

  it('changes sides of the claims window at midnight in Tokyo', () => {
    expect(inClaimsWindow(new Date('2021-03-31T14:59:59Z'))).toBe(false);
    expect(inClaimsWindow(new Date('2021-03-31T15:00:00Z'))).toBe(true);
    expect(inClaimsWindow(new Date('2021-04-10T14:59:59Z'))).toBe(true);
    expect(inClaimsWindow(new Date('2021-04-10T15:00:00Z'))).toBe(false);
  });
});

describe('when a moment is read', () => {
  it.each(['2021-04-19', '2021-04-19T10:00:00', '2021-04-19T10:00:00Z', '2021-04-19T10:00:00+00:00', '2021-04-31T10:00:00+09:00', '2021-04-19T24:00:00+09:00', '令和3年4月頃', ''])(
    'refuses %j',
    (text) => {
      expect(parseMoment(text)).toBeUndefined();
    },
  );
});
