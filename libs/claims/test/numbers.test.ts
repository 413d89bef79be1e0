import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInsurerNumber, isOfficeNumber } from '../src/index.ts';
import { syntheticInsurer, syntheticOffice } from '../testing/index.ts';

const serial = fc.integer({ min: 0, max: 9999 });
const officeKind = fc.constantFrom('0', '7', '9', 'A', 'H', 'Z');

describe('when an office number is judged', () => {
  it('accepts digits and a letter as its third character', () => {
    // From the right: 1·2, 0, 0, 0, 9·2→1+8, 9, A=10·2→2+0, 3, 1·2, together 27, so the check digit is 3.
    expect(isOfficeNumber('13A9900013')).toBe(true);
    expect(isOfficeNumber(syntheticOffice(1, 'Z'))).toBe(true);
  });

  const badNumbers = ['13I9900015', '13O9900015', '13Q9900015', '13a9900015', '1379900A15', '137990001', '13799000100', '', '１３７９９０００１０', '\u0131379900010'];
  it.each(badNumbers)('refuses %j', (text) => {
    expect(isOfficeNumber(text)).toBe(false);
  });

  it('notices every change of a single digit', () => {
    fc.assert(
      fc.property(serial, officeKind, fc.integer({ min: 3, max: 9 }), fc.integer({ min: 1, max: 9 }), (number, kind, at, more) => {
        const good = syntheticOffice(number, kind);
        expect(isOfficeNumber(good)).toBe(true);
        const changed = [...good].with(at, String((Number(good[at]) + more) % 10)).join('');
        expect(isOfficeNumber(changed)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

describe('when an insurer number is judged', () => {
  it('accepts six digits, or eight with zeros before them', () => {
    expect(isInsurerNumber('122069')).toBe(true);
    expect(isInsurerNumber('00122069')).toBe(true);
  });

  it.each(['122068', '000000', '00000000', '10122069', '1220690', '12206', 'A22069', ''])('refuses %j', (text) => {
    expect(isInsurerNumber(text)).toBe(false);
  });

  it('notices every change of a single digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 9 }), (number, at, more) => {
        const good = syntheticInsurer(number);
        expect(isInsurerNumber(good)).toBe(true);
        expect(isInsurerNumber([...good].with(at, String((Number(good[at]) + more) % 10)).join(''))).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});
