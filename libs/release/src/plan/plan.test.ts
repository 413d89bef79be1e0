import { fixedClock } from '@togo/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { edit, faultLines, lintTexts, sample } from '../../test/sample.ts';
import { formatEraMonth, formatJst, formatMoment, parseMoment, parsePlan, type MilestoneId, type WrittenPlan } from '../index.ts';
import { toPlan } from './parse-plan.ts';
import type { Milestone } from './plan.ts';

/** Midnight in JST of a day, months counted on from January 2022. */
const dateOf = (month: number, day = 1) => new Date(Date.UTC(2022, month, day) - 9 * 60 * 60 * 1000);

/** A fixed moment outside the claims window of a month, or that month as a window. */
const whenIn = (month: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: 18 * 24 * 60 * 60 - 1 }).map((second) => ({ at: formatMoment(new Date(dateOf(month, 11).getTime() + second * 1000)) })),
    fc.constant({ window: `${formatEraMonth(dateOf(month))}頃`, from: formatMoment(dateOf(month)), until: formatMoment(dateOf(month + 1)) }),
  );

const milestoneIn = (month: number) =>
  fc.tuple(whenIn(month), fc.array(whenIn(month), { maxLength: 3 })).map(([when, earlier]) => ({
    ...when,
    history: earlier.map((was, index) => ({ ...was, replaced: formatMoment(dateOf(month - 1, index + 1)), reason: `理由 ${index}` })),
  }));

const validPlans: fc.Arbitrary<WrittenPlan> = fc.integer({ min: 2, max: 100 }).chain((month) =>
  fc
    .record({ announcement: milestoneIn(month), pilot: milestoneIn(month + 1), general: milestoneIn(month + 2), cutover: milestoneIn(month + 4) })
    .map((milestones) => ({ formatVersion: 1, version: '9.1.0', timeZone: 'Asia/Tokyo', milestones })),
);

const datesOf = ({ milestones }: WrittenPlan) =>
  [milestones.general, milestones.cutover].map((milestone) => milestone?.window ?? formatJst(parseMoment(milestone?.at ?? '') ?? new Date(0))).join('、');

/** April 2021 for everything: no order to be wrong. A new object each time, for YAML writes a second mention as an alias. */
const april = () => ({ window: '令和3年4月頃', from: '2021-04-01T00:00:00+09:00', until: '2021-05-01T00:00:00+09:00' });
const openPlan = () => ({
  formatVersion: 1,
  version: '9.1.0',
  timeZone: 'Asia/Tokyo',
  milestones: { announcement: april(), pilot: april(), general: april(), cutover: april() },
});

describe('when a valid plan is written and read', () => {
  it('comes back whole, and no rule has anything against it', () => {
    fc.assert(
      fc.property(validPlans, (plan) => {
        const text = stringify(plan);
        expect(parsePlan(text, 'plan.yaml').whole).toEqual(plan);
        const notes = edit(sample.notes, '2021年4月19日(月) 10:00 に公開し、2021年5月24日(月) 10:00 に切り替えます。', datesOf(plan));
        expect(lintTexts({ plan: text, notes })).toMatchObject({ ok: true });
      }),
      { numRuns: 50 },
    );
  });

  it('means the moments that were written', () => {
    fc.assert(
      fc.property(validPlans, (written) => {
        const { milestones } = toPlan(written);
        const writtenAgain = (milestone: Milestone) => ({
          ...writeWhen(milestone.when),
          history: milestone.history.map(({ was, replaced, reason }) => ({ ...writeWhen(was), replaced: formatMoment(replaced), reason })),
        });
        const again = Object.fromEntries(Object.entries(milestones).map(([id, milestone]) => [id, writtenAgain(milestone)]));
        expect(again).toEqual(written.milestones);
      }),
      { numRuns: 50 },
    );
  });
});

describe('when a milestone falls on a day of the month', () => {
  it.each<MilestoneId>(['pilot', 'general', 'cutover'])('refuses %s exactly on the days of the claims window, JST', (id) => {
    fc.assert(
      fc.property(fc.date({ min: dateOf(0), max: dateOf(120), noInvalidDate: true }), (date) => {
        const moment = formatMoment(date);
        const plan = openPlan();
        const linted = lintTexts({ plan: stringify({ ...plan, milestones: { ...plan.milestones, [id]: { at: moment } } }) });
        const refused = !linted.ok && linted.faults.some(({ rule }) => rule === 'claims-window');
        expect(refused).toBe(Number(moment.slice(8, 10)) <= 10);
      }),
      { numRuns: 50 },
    );
  });

  it('leaves a whole claims window between general and cutover, whatever the dates', () => {
    const days = fc.date({ min: dateOf(0), max: dateOf(24), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.integer({ min: 28, max: 90 }), (general, daysLater) => {
        const cutover = new Date(general.getTime() + daysLater * 24 * 60 * 60 * 1000);
        const plan = openPlan();
        const milestones = { ...plan.milestones, general: { at: formatMoment(general) }, cutover: { at: formatMoment(cutover) } };
        const linted = lintTexts({ plan: stringify({ ...plan, milestones }) });
        fc.pre(linted.ok || !linted.faults.some(({ rule }) => rule === 'claims-window' || rule === 'cutover-notice'));
        const [from, until] = [formatMoment(general), formatMoment(cutover)];
        const firstDays = Array.from({ length: 28 }, (_, index) => formatMoment(dateOf(index)));
        expect(firstDays.some((first) => from < first && `${first.slice(0, 8)}11` <= until)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('lets the announcement be made on any day: it only changes what people know', () => {
    const linted = lintTexts({ plan: edit(sample.plan, '2021-03-15', '2021-03-05') }, { clock: fixedClock('2021-03-01T00:00:00+09:00') });
    expect(faultLines(linted)).toEqual([]);
  });
});

function writeWhen(when: Milestone['when']) {
  return when.kind === 'fixed' ? { at: formatMoment(when.at) } : { window: when.text, from: formatMoment(when.from), until: formatMoment(when.until) };
}
