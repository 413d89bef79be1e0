import { describe, expect, it } from 'vitest';
import { limits } from '../src/index.ts';
import { writeClaimFile } from '../testing/index.ts';
import { check, codesOf, fileOf, findingOf, goodLines, placesOf, withLine } from './support.ts';

const good = writeClaimFile();
const bytesOf = (...parts: (Uint8Array | readonly number[])[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const asText = goodLines().join('\r\n');

describe('when a file is no claim file', () => {
  it.each([
    ['empty', new Uint8Array(), 'K-301'],
    ['UTF-8 without a mark', new TextEncoder().encode(`${asText}\r\n`), 'K-302'],
    ['UTF-8 with a mark', bytesOf([0xef, 0xbb, 0xbf], good), 'K-302'],
    ['UTF-16, little end first, with a mark', bytesOf([0xff, 0xfe], Buffer.from(asText, 'utf16le')), 'K-303'],
    ['UTF-16, little end first', Buffer.from(asText, 'utf16le'), 'K-303'],
    ['UTF-16, big end first', Buffer.from(asText, 'utf16le').swap16(), 'K-303'],
    ['a new Excel workbook', bytesOf([0x50, 0x4b, 0x03, 0x04], good), 'K-304'],
    ['an old Excel workbook', bytesOf([0xd0, 0xcf, 0x11, 0xe0], good), 'K-304'],
    ['a PDF', bytesOf(Buffer.from('%PDF-1.4\n'), good), 'K-304'],
    ['a program', bytesOf([0x4d, 0x5a, 0x90, 0], new Uint8Array(100_000)), 'K-304'],
    ['only zeros', new Uint8Array(100_000), 'K-304'],
    ['only line ends', Buffer.from('\r\n\r\n\r\n'), 'K-304'],
    ['a list of a folder', Buffer.from('.\r\n..\r\nI0304A.CSV\r\n'), 'K-304'],
    ['of the disability system, by its 11 items', fileOf(['1,1,0,1,J11,0,1310000000,13,1,202104,0', '2,2,"J111"', '3,3']), 'K-305'],
    ['of the disability system, by its data type', withLine(1, (text) => text.replace(',711,', ',K11,')), 'K-305'],
  ])('names it and nothing else: %s', (_what, bytes, code) => {
    expect(check(bytes)).toMatchObject({ ok: false, summary: null });
    expect(codesOf(check(bytes))).toEqual([code]);
  });

  it('does not take Japanese in CP932 for UTF-8', () => {
    expect(codesOf(check(withLine(4, (text) => text.replace(/""$/, '"縺ゅ≠ﾃｱ髙"'))))).toEqual([]);
  });
});

describe('when the name of a file is judged', () => {
  it.each(['I0304A.CSV', 'i0304a.csv', 'A.Csv', 'ABCDEFGH.CSV'])('accepts %s', (fileName) => {
    expect(codesOf(check(good, { fileName }))).toEqual([]);
  });

  const badNames = ['0304A.CSV', 'ABCDEFGHI.CSV', 'I0304A.TXT', 'I0304A', '.CSV', '請求.CSV', 'A B.CSV', 'A-1.CSV', 'A.CSV.CSV', 'A.CSV\n', ''];
  it.each(badNames)('refuses %j', (fileName) => {
    expect(placesOf(check(good, { fileName }))).toEqual(['K-306@0/0']);
  });

  it('shows it without control characters and not at full length', () => {
    expect(findingOf(check(good, { fileName: `\u0000\u202e${'x'.repeat(300)}` }), 'K-306')?.message).toContain('「??xxxxxxxxxxxxxxxxxx…」');
  });
});

describe('when the letters of a record are judged', () => {
  const inRemark = (...bytes: number[]): Uint8Array => {
    const at = good.findIndex((_, index) => good[index] === 0x22 && good[index + 1] === 0x22 && good[index + 2] === 0x0d);
    return bytesOf(good.subarray(0, at + 1), bytes, good.subarray(at + 1));
  };

  it.each([
    ['a lead byte without its second', [0x82], 'K-307'],
    ['a pair that is no character', [0x85, 0xb0], 'K-307'],
    ['a byte that CP932 does not have', [0x80], 'K-307'],
    ['another one', [0xa0], 'K-307'],
    ['and another', [0xff], 'K-307'],
    ['a single quotation mark', [0x27], 'K-308'],
    ['a NUL', [0x00], 'K-309'],
    ['a tab', [0x09], 'K-309'],
    ['a DEL', [0x7f], 'K-309'],
    ['an end-of-file mark', [0x1a], 'K-309'],
  ])('points at %s', (_what, bytes, code) => {
    expect(placesOf(check(inRemark(...bytes)))).toEqual([`${code}@2/20`]);
  });

  it('lets 0x27 be the second byte of nothing', () => {
    expect(codesOf(check(inRemark(0x82, 0x27)))).toEqual(['K-307', 'K-308']);
  });

  it('points at quotes that do not match', () => {
    expect(placesOf(check(withLine(4, (text) => text.replace('"11"', '"1"1'))))).toContain('K-316@4/9');
    expect(placesOf(check(withLine(1, (text) => text.replace('711', '7"11'))))).toContain('K-316@1/5');
  });

  it('points at a line end inside quotes', () => {
    expect(placesOf(check(withLine(4, (text) => text.replace(/""$/, '"\r\n"'))))).toContain('K-317@4/20');
  });
});

describe('when the lines of a file are judged', () => {
  const lines = goodLines();

  it('asks once for CR and LF when all lines end with LF', () => {
    expect(placesOf(check(fileOf(lines, '\n')))).toEqual(['K-310@1/0']);
  });

  it('asks for CR and LF when lines end with CR alone', () => {
    expect(codesOf(check(fileOf(lines, '\r')))).toContain('K-310');
    expect(placesOf(check(fileOf(lines.with(2, `${lines[2]}\r${lines[3]}`).toSpliced(3, 1))))).toContain('K-310@3/0');
  });

  it('asks for the last line end', () => {
    expect(placesOf(check(good.subarray(0, -2)))).toEqual([`K-311@${lines.length}/0`]);
    expect(placesOf(check(good.subarray(0, -1)))).toEqual([`K-311@${lines.length}/0`]);
  });

  it('says that a file was cut, and after how many records', () => {
    const verdict = check(good.subarray(0, 700));
    expect(codesOf(verdict)).toEqual(['K-323', 'K-312']);
    expect(findingOf(verdict, 'K-312')?.message).toMatch(/データレコードは[1-9]件読めました/);
  });

  it('says that a file was cut at the end of a line', () => {
    expect(codesOf(check(fileOf(lines.slice(0, -1))))).toEqual(['K-312']);
  });

  it('says that a file was cut in its control record, and does not take it for another system', () => {
    for (let bytes = 3; bytes < (lines[0] ?? '').length; bytes++) expect(codesOf(check(good.subarray(0, bytes)))).toEqual(['K-312']);
  });

  it.each([
    ['an empty line', [0x0d, 0x0a], 'K-313'],
    ['the same file again', [...good], 'K-313'],
    ['zeros', [0, 0, 0], 'K-313'],
    ['one end-of-file mark of old programs', [0x1a], 'K-314'],
  ])('refuses what stands after the end record: %s', (_what, more, code) => {
    expect(codesOf(check(bytesOf(good, more)))).toEqual([code]);
  });

  it('refuses an empty line in the middle', () => {
    expect(placesOf(check(fileOf(lines.toSpliced(5, 0, ''))))).toEqual(['K-318@6/0']);
  });

  it('refuses a line that is longer than any record', () => {
    const long = withLine(4, (text) => text.replace(/""$/, `"${'1'.repeat(limits.recordMaxBytes)}"`));
    expect(codesOf(check(long))).toEqual(['K-323', 'K-315', 'K-341']);
  });
});
