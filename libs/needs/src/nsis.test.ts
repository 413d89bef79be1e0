import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNewEnough } from './nsis.ts';

describe('when versions of a tool are compared', () => {
  it.each([
    ['v3.11', '3.11', true],
    ['v3.12-1', '3.11', true],
    ['v3.08', '3.11', false],
    ['v3.9', '3.11', false],
    ['4', '3.11', true],
    ['3', '3.11', false],
    ['3.11.1', '3.11', true],
    ['', '3.11', false],
  ])('%s against %s: %s', (version, oldest, expected) => {
    expect(isNewEnough(version, oldest)).toBe(expected);
  });

  it('compares by number at every place, whatever the numbers', () => {
    const part = fc.nat(200);
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        expect(isNewEnough(`${a}.${b}`, `${c}.${d}`)).toBe(a > c || (a === c && b >= d));
      }),
    );
  });
});
