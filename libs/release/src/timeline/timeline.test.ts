import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edit, lintTexts, sample, type Texts } from '../../test/sample.ts';
import { columnsOf } from '../columns.ts';
import { formatMoment, renderTimeline, type Plan } from '../index.ts';
import { claimsWindows, lastDay, monthStart, showDistance, showMoment } from './jst-calendar.ts';

const title = '統合インストーラ Ver.9.1.0';

function planOf(texts: Partial<Texts> = {}): Plan {
  const linted = lintTexts(texts, { clock: { now: () => new Date(0) } });
  if (!linted.ok) throw new Error(JSON.stringify(linted.faults));
  return linted.plan;
}

const draw = (now: string, { plan = planOf(), columns = 80, colour = false } = {}): string => renderTimeline({ plan, title, now: new Date(now) }, { columns, colour });

/** The sample's dates around a turn of the year. */
const yearEnd = {
  plan: sample.plan
    .replaceAll('2021-05', '2021-01')
    .replaceAll('2021-04', '2020-12')
    .replaceAll('2021-03', '2020-11')
    .replace('令和3年3月', '令和2年11月')
    .replace('令和3年4月', '令和2年12月'),
  notes: sample.notes.replace('2021年4月19日(月)', '2020年12月19日(土)').replace('2021年5月24日(月)', '2021年1月24日(日)'),
};

describe('when a plan is drawn', () => {
  it('shows months, claims windows, every date with what it replaced, a window that nobody fixed yet, and now', () => {
    expect(draw('2021-03-20T09:00:00+09:00')).toMatchInlineSnapshot(`
      "9.1.0  統合インストーラ Ver.9.1.0
      All times in JST. # claims window

        2021-03                  04                       05
        |########----------------|########----------------|########-----------------
                   A     <===P===>              G                            C
                        ^ now

        A  2021-03-15 Mon 10:00   announcement, past
        >  2021-03-20 Sat 09:00   now
        P  2021-03-22 or later    pilot, in 1 day 15 hours
                                  not fixed yet: 令和3年3月下旬 (2021-03-22 to
                                  2021-03-31)
        #  2021-04-01 to 04-10    claims window
        G  2021-04-19 Mon 10:00   general, in 30 days
                                  until 2021-03-10 Wed 10:00 it was 令和3年4月頃
                                  (2021-04-01 to 2021-04-30)
                                  日時が決まったため
        #  2021-05-01 to 05-10    claims window
        C  2021-05-24 Mon 10:00   cutover, in 65 days
      "
    `);
  });

  it('crosses the end of a year', () => {
    expect(draw('2020-12-31T23:59:59+09:00', { plan: planOf(yearEnd) })).toMatchInlineSnapshot(`
      "9.1.0  統合インストーラ Ver.9.1.0
      All times in JST. # claims window

        2020-11                 12                        2021-01
        |########---------------|#########----------------|########-----------------
                   A     <==P===>              G                             C
                                                          ^ now

        A  2020-11-15 Sun 10:00   announcement, past
        P  2020-11-22 or later    pilot, its window is over
                                  not fixed yet: 令和2年11月下旬 (2020-11-22 to
                                  2020-11-30)
        #  2020-12-01 to 12-10    claims window
        G  2020-12-19 Sat 10:00   general, past
                                  until 2020-11-10 Tue 10:00 it was 令和2年12月頃
                                  (2020-12-01 to 2020-12-31)
                                  日時が決まったため
        >  2020-12-31 Thu 23:59   now
        #  2021-01-01 to 01-10    claims window
        C  2021-01-24 Sun 10:00   cutover, in 23 days
      "
    `);
  });

  it('leaves the strip out on a narrow terminal', () => {
    expect(draw('2021-05-05T09:00:00+09:00', { columns: 44 })).toMatchInlineSnapshot(`
      "9.1.0  統合インストーラ Ver.9.1.0
      All times in JST. # claims window

        A  2021-03-15 Mon 10:00   announcement,
                                  past
        P  2021-03-22 or later    pilot, its
                                  window is over
           not fixed yet: 令和3年3月下旬
           (2021-03-22 to 2021-03-31)
        #  2021-04-01 to 04-10    claims window
        G  2021-04-19 Mon 10:00   general, past
           until 2021-03-10 Wed 10:00 it was 令和3
           年4月頃 (2021-04-01 to 2021-04-30)
           日時が決まったため
        #  2021-05-01 to 05-10    claims window
        >  2021-05-05 Wed 09:00   now, inside a
                                  claims window
        C  2021-05-24 Mon 10:00   cutover, in 19
                                  days
      "
    `);
  });

  it('says that a window is open, and that it is not once it is over', () => {
    expect(draw('2021-03-25T09:00:00+09:00')).toMatch(/^ {2}P {2}2021-03-22 or later +pilot, its window is open$/m);
    expect(draw('2021-04-01T00:00:00+09:00')).toMatch(/^ {2}P {2}2021-03-22 or later +pilot, its window is over$/m);
  });

  it('a milestone is past from its very second on', () => {
    expect(draw('2021-04-19T09:59:59+09:00')).toContain('general, in less than a minute');
    expect(draw('2021-04-19T10:00:00+09:00')).toContain('general, past');
  });

  it('a plan without a cut-over ends with general availability', () => {
    const { cutover: _cutover, ...milestones } = planOf().milestones;
    const text = draw('2021-03-01T00:00:00+09:00', { plan: { ...planOf(), milestones } });
    expect(text).not.toContain('cutover');
    expect(text).toMatch(/^ +A +<===+P===+> +G$/m);
  });

  it('a plan whose date was fixed has no open window', () => {
    const fixed = edit(sample.plan, '    window: 令和3年3月下旬\n    from: "2021-03-22T00:00:00+09:00"\n    until: "2021-04-01T00:00:00+09:00"', '    at: "2021-03-22T10:00:00+09:00"');
    expect(draw('2021-03-20T09:00:00+09:00', { plan: planOf({ plan: fixed }) })).not.toContain('not fixed yet');
  });

  it('is coloured on request only, and says the same then', () => {
    const coloured = draw('2021-03-20T09:00:00+09:00', { colour: true });
    expect(coloured).toContain('\u001B[32m>  2021-03-20 Sat 09:00');
    expect(coloured.replaceAll(/\u001B\[\d+m/g, '')).toBe(draw('2021-03-20T09:00:00+09:00'));
  });

  it('no line is wider than the terminal, whenever and wherever it is shown', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2020-06-01'), max: new Date('2022-06-01'), noInvalidDate: true }), fc.integer({ min: 20, max: 200 }), (now, columns) => {
        const lines = renderTimeline({ plan: planOf(), title, now }, { columns, colour: false }).split('\n');
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(Math.min(80, Math.max(40, columns)));
        expect(lines.filter((line) => line.startsWith('  >  '))).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });
});

describe('when days are counted in JST', () => {
  it.each([
    ['2020-12-31T23:59:59+09:00', '2020-12-31 Thu 23:59'],
    ['2020-12-31T15:00:00Z', '2021-01-01 Fri 00:00'],
    ['2024-02-29T00:00:00+09:00', '2024-02-29 Thu 00:00'],
  ])('%s is %s', (moment, shown) => {
    expect(showMoment(new Date(moment))).toBe(shown);
  });

  it('the next month starts where the last one ends, over the year and in leap years', () => {
    const starts = [0, 1, 2, 3, 14].map((months) => formatMoment(monthStart(new Date('2019-12-31T23:00:00+09:00'), months)).slice(0, 10));
    expect(starts).toEqual(['2019-12-01', '2020-01-01', '2020-02-01', '2020-03-01', '2021-02-01']);
    expect(lastDay(monthStart(new Date('2024-02-05T00:00:00+09:00'), 1))).toBe('2024-02-29');
  });

  it('a claims window counts where any of its ten days does', () => {
    const days = (from: string, until: string): string[] => claimsWindows({ from: new Date(from), until: new Date(until) }).map((window) => `${formatMoment(window.from).slice(0, 10)} to ${lastDay(window.until)}`);
    expect(days('2020-12-11T00:00:00+09:00', '2021-01-01T00:00:01+09:00')).toEqual(['2021-01-01 to 2021-01-10']);
    expect(days('2020-12-10T23:59:59+09:00', '2020-12-31T00:00:00+09:00')).toEqual(['2020-12-01 to 2020-12-10']);
  });

  it.each([
    [30 * 86_400_000 + 3_600_000, '30 days'],
    [86_400_000 + 3_600_000, '1 day 1 hour'],
    [2 * 86_400_000, '2 days'],
    [7_200_000 + 60_000, '2 hours'],
    [60_000, '1 minute'],
    [59_000, 'less than a minute'],
  ])('%i ms are %s', (ms, shown) => {
    expect(showDistance(ms)).toBe(shown);
  });
});
