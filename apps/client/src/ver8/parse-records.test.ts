import { encodeCp932 } from '@togo/claims/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aRecord, writeRecords } from '../../test/ver8-files.ts';
import { parseRecords, ver8States, type Ver8Record } from './parse-records.ts';

const runs = { numRuns: 200 };
const [first, second] = [aRecord(), aRecord({ fileName: '請求ソ表 2.CSV', state: '未送信' })];
const good = encodeCp932(writeRecords([first, second]));

const someRecord: fc.Arbitrary<Ver8Record> = fc.record({
  at: fc.integer({ min: Date.UTC(1999, 0, 1) / 1000, max: Date.UTC(2099, 0, 1) / 1000 }).map((seconds) => new Date(seconds * 1000)),
  number: fc.stringMatching(/^\d{20}$/),
  facility: fc.stringMatching(/^\d{2}[0-9A-Z]\d{7}$/),
  // With second bytes that are a backslash or a letter.
  fileName: fc.array(fc.constantFrom(...'AZ09. -ソ表能請求ｱ'), { minLength: 1, maxLength: 12 }).map((letters) => letters.join('')),
  state: fc.constantFrom(...ver8States),
});

describe('when the record of Ver.8 is read', () => {
  it('gives every line in its order, in Japan time', () => {
    expect(parseRecords(encodeCp932('2020/10/05 13:05:09\t20201005130509000001\t1379900010\tI2010A.CSV\t受付\r\n'))).toEqual({ records: [first], brokenLines: [] });
    expect(parseRecords(good)).toEqual({ records: [first, second], brokenLines: [] });
    expect(parseRecords(new Uint8Array())).toEqual({ records: [], brokenLines: [] });
  });

  it.each([
    ['cut off in its last word', encodeCp932('2020/10/05 13:05:09\t20201005130509000001\t1379900010\tI2010A.CSV\t一部')],
    ['with half a character', Uint8Array.of(...encodeCp932('2020/10/05 13:05:09\t20201005130509000001\t1379900010\tI2010A.CSV\t'), 0x8e)],
    ['of zeros, as after a power cut', new Uint8Array(512)],
    ['with a 30th of February', encodeCp932('2020/02/30 13:05:09\t20201005130509000001\t1379900010\tI2010A.CSV\t受付')],
    ['at 24 hours', encodeCp932('2020/10/05 24:00:00\t20201005130509000001\t1379900010\tI2010A.CSV\t受付')],
    ['in the 61st second', encodeCp932('2020/10/05 13:05:60\t20201005130509000001\t1379900010\tI2010A.CSV\t受付')],
    ['with a number of 19 digits', encodeCp932('2020/10/05 13:05:09\t2020100513050900001\t1379900010\tI2010A.CSV\t受付')],
    ['with an office number of 9 characters', encodeCp932('2020/10/05 13:05:09\t20201005130509000001\t137990001\tI2010A.CSV\t受付')],
    ['without a file name', encodeCp932('2020/10/05 13:05:09\t20201005130509000001\t1379900010\t\t受付')],
    ['with a state that Ver.8 does not know', encodeCp932('2020/10/05 13:05:09\t20201005130509000001\t1379900010\tI2010A.CSV\t送信済')],
    ['with one field more', encodeCp932('2020/10/05 13:05:09\t20201005130509000001\t1379900010\tI2010A.CSV\t受付\tx')],
    ['of words', encodeCp932('送信記録')],
  ])('names a line %s, and keeps the others', (_fault, line) => {
    expect(parseRecords(Buffer.concat([good, line, Buffer.from('\r\n'), good]))).toEqual({ records: [first, second, first, second], brokenLines: [3] });
    expect(parseRecords(Buffer.concat([good, line]))).toEqual({ records: [first, second], brokenLines: [3] });
  });

  it('counts an empty line for its number and for nothing else', () => {
    expect(parseRecords(Buffer.concat([Buffer.from('\r\n\n'), good, Buffer.from('x')]))).toEqual({ records: [first, second], brokenLines: [5] });
  });

  it('reads back what was written', () => {
    const isReadBack = (records: readonly Ver8Record[]): void => expect(parseRecords(encodeCp932(writeRecords(records)))).toEqual({ records, brokenLines: [] });
    fc.assert(fc.property(fc.array(someRecord, { maxLength: 8 }), (records) => void isReadBack(records)), runs);
  });

  it('loses at most the line at which a power cut came', () => {
    fc.assert(
      fc.property(fc.array(someRecord, { minLength: 1, maxLength: 5 }), fc.nat(400), (all, bytes) => {
        const whole = encodeCp932(writeRecords(all));
        const cut = whole.subarray(0, bytes);
        const { records, brokenLines } = parseRecords(cut);
        expect(records).toEqual(all.slice(0, records.length));
        const lines = cut.filter((byte) => byte === 0x0a).length;
        expect(records.length).toBeGreaterThanOrEqual(lines);
        expect(brokenLines.length + records.length).toBe(cut.length === 0 || cut.at(-1) === 0x0a ? lines : lines + 1);
      }),
      runs,
    );
  });

  it('has an answer to any bytes', () => {
    const piece = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constant(good), fc.constantFrom(0x0a, 0x0d, 0x09).map((byte) => Uint8Array.of(byte)));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (parts) => {
        const bytes = Buffer.concat(parts);
        const { records, brokenLines } = parseRecords(bytes);
        expect(records.length + brokenLines.length).toBeLessThanOrEqual(bytes.filter((byte) => byte === 0x0a).length + 1);
      }),
      runs,
    );
  });
});
