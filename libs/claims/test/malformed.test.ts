import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeCp932 } from '../src/cp932.ts';
import { dataTypes } from '../src/index.ts';
import { writeClaimFile } from '../testing/index.ts';
import { check, codesOf } from './support.ts';
import { mutations } from './mutations.ts';

const written = fc.record({
  style: fc.constantFrom('all-quoted' as const, 'selective' as const),
  dataType: fc.constantFrom(...dataTypes),
  people: fc.integer({ min: 2, max: 8 }),
});
const runsOfEach = 50;
const breaks = Object.entries(mutations);

describe('when a good file is broken by one rule of the format', () => {
  let files = 0;
  afterAll(() => {
    expect(files).toBe(runsOfEach * breaks.length);
  });

  it.each(breaks)('never lets it pass in silence: %s', (_what, mutate) => {
    fc.assert(
      fc.property(written, fc.infiniteStream(fc.nat()), (options, stream) => {
        files++;
        const draws = stream[Symbol.iterator]();
        const broken = mutate(writeClaimFile(options), (below) => Number(draws.next().value) % below);
        const verdict = check(broken);
        expect(verdict.findings).not.toEqual([]);
        expect(verdict.ok).toBe(verdict.findings.every(({ severity }) => severity === 'warning'));
        for (const { line, message, next } of verdict.findings) {
          expect(line).toBeLessThanOrEqual(broken.length);
          expect(message + next).not.toMatch(/\{(value|count|expected|month|kind|name|id)\}|undefined|NaN|\p{Cc}/u);
        }
      }),
      { numRuns: runsOfEach },
    );
  });
});

describe('when the bytes come in other portions', () => {
  it('gives the same verdict, whatever the file and wherever it is split', () => {
    const mutation = fc.constantFrom((bytes: Uint8Array) => bytes, ...Object.values(mutations));
    fc.assert(
      fc.property(written, mutation, fc.infiniteStream(fc.nat()), fc.array(fc.nat({ max: 3000 }), { maxLength: 30 }), (options, mutate, stream, portions) => {
        const draws = stream[Symbol.iterator]();
        const bytes = mutate(writeClaimFile(options), (below) => Number(draws.next().value) % below);
        const whole = check(bytes);
        expect(check(bytes, { portions })).toEqual(whole);
        expect(check(bytes, { portions: Array.from(bytes, () => 1) })).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });
});

describe('when letters are read', () => {
  it('agrees with the fatal decoder of the platform about every text', () => {
    const good = writeClaimFile();
    const at = good.findIndex((_, index) => good[index] === 0x22 && good[index + 1] === 0x22 && good[index + 2] === 0x0d) + 1;
    const text = fc.uint8Array({ maxLength: 6 }).map((bytes) => bytes.map((byte) => (byte < 0x40 ? byte + 0x80 : byte)));
    fc.assert(
      fc.property(text, (bytes) => {
        const whole = Uint8Array.from([...good.subarray(0, at), ...bytes, ...good.subarray(at)]);
        expect(codesOf(check(whole)).includes('K-307')).toBe(decodeCp932(bytes) === null);
      }),
      { numRuns: 200 },
    );
  });
});
