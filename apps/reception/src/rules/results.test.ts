import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canCancel, resultsOf, type Course } from './results.ts';

const moment = fc.integer({ min: 0, max: 100 });
const course: fc.Arbitrary<Course> = fc.record({
  arrival: fc.constantFrom('ok', 'error'),
  arrivalAt: moment,
  acceptance: fc.constantFrom('ok', 'warnings', 'error'),
  acceptanceAt: moment,
  cancellation: fc.option(fc.record({ number: fc.constant('0'.repeat(20)), result: fc.constantFrom('done', 'failed'), at: moment })),
  settledAt: moment,
});

describe('when the results of a transmission are told', () => {
  it('never takes back what was told, however far the time goes on', () => {
    fc.assert(
      fc.property(course, moment, (before, more) => {
        const [early, late] = [resultsOf(before), resultsOf({ ...before, settledAt: before.settledAt + more })];
        if (early.arrival.state !== 'waiting') expect(late.arrival).toEqual(early.arrival);
        if (early.acceptance.state !== 'waiting') expect(late.acceptance).toEqual(early.acceptance);
        if (early.cancellation.state !== 'requested') expect(late.cancellation).toEqual(early.cancellation);
      }),
      { numRuns: 200 },
    );
  });

  it('tells a moment exactly with each result that has come', () => {
    fc.assert(
      fc.property(course, (each) => {
        const { arrival, acceptance, cancellation } = resultsOf(each);
        expect(arrival.at === null).toBe(arrival.state === 'waiting');
        expect(acceptance.at === null).toBe(acceptance.state === 'waiting');
        expect(cancellation.at === null).toBe(cancellation.state === 'none' || cancellation.state === 'requested');
        expect(cancellation.number === null).toBe(cancellation.state === 'none');
      }),
      { numRuns: 200 },
    );
  });

  it('lets nothing be cancelled that was refused or is cancelled, and nothing twice at a time', () => {
    fc.assert(
      fc.property(course, (each) => {
        const results = resultsOf(each);
        const blocked = results.arrival.state === 'error' || results.acceptance.state === 'error' || ['requested', 'done'].includes(results.cancellation.state);
        expect(canCancel(results)).toBe(!blocked);
      }),
      { numRuns: 200 },
    );
  });
});
