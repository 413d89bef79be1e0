import { describe, expect, it } from 'vitest';
import { checkClaimFile, judgeIntake, processingMonthAt } from '../src/index.ts';
import { syntheticOffice, writeClaimFile } from '../testing/index.ts';
import { check, codesOf, fileOf, goodLines, inWindow, withItem, withLine } from './support.ts';

const styles = ['all-quoted', 'selective'] as const;
const dataTypes = ['711', '812', '821'] as const;

describe('when a file is as real programs write it', () => {
  it.each(styles.flatMap((style) => dataTypes.map((dataType) => [style, dataType] as const)))('passes: %s, data type %s', (style, dataType) => {
    const bytes = writeClaimFile({ style, dataType, people: 150 });
    const verdict = check(bytes);
    expect(verdict).toMatchObject({ ok: true, findings: [] });
    expect(verdict.summary).toEqual({
      dataType,
      office: syntheticOffice(),
      processingMonth: '202104',
      serviceMonths: ['202103'],
      records: { '711': 601, '812': 150, '821': 300 }[dataType],
      bytes: bytes.length,
    });
    expect(judgeIntake(verdict)).toMatchObject({ arrival: '○', acceptance: '○' });
  });

  it('passes for an office of the 総合事業, whose number has a letter', () => {
    expect(check(writeClaimFile({ office: syntheticOffice(3, 'A') }))).toMatchObject({ ok: true, findings: [] });
  });

  it('passes with the insured number of a 生保単独', () => {
    expect(codesOf(check(withItem(3, 8, '"H000000012"')))).toEqual([]);
  });

  it('passes with one single data record', () => {
    expect(codesOf(check(writeClaimFile({ dataType: '812', people: 1 })))).toEqual([]);
  });

  it('passes with the fixed digits of the old form', () => {
    const number = (digits: number) => (text: string) => text.replace(/^(\d),(\d+)/, (_, type: string, met: string) => `${type},${met.padStart(digits, '0')}`);
    const lines = goodLines().map(number(10));
    expect(codesOf(check(fileOf(lines.with(0, (lines[0] ?? '').replace(',0,', ',000,')))))).toEqual([]);
  });

  it('passes with the prefecture in item 9, as an older form has it', () => {
    expect(codesOf(check(withItem(1, 9, '13')))).toEqual([]);
  });

  it('passes with a comma and a doubled quote inside quotes', () => {
    expect(codesOf(check(withLine(4, (text) => text.replace(/""$/, '"a,""b"""'))))).toEqual([]);
  });

  it('passes with letters that only Windows has (①, ㈱, 髙)', () => {
    expect(codesOf(check(withLine(4, (text) => text.replace(/""$/, '"①㈱髙"'))))).toEqual([]);
  });

  it('takes late claims: an older service month under the current processing month', () => {
    expect(check(writeClaimFile({ serviceMonth: '202012' }))).toMatchObject({ ok: true, summary: { serviceMonths: ['202012'] } });
  });

  it('reads it from a stream', async () => {
    async function* stream(): AsyncGenerator<Uint8Array> {
      yield* await Promise.resolve([writeClaimFile().subarray(0, 100), writeClaimFile().subarray(100)]);
    }
    expect(await checkClaimFile(stream(), { fileName: 'i0304a.csv', now: inWindow })).toMatchObject({ ok: true, findings: [] });
  });
});

describe('when the month of the claims window is asked for', () => {
  it.each([
    ['2021-04-01T00:00:00+09:00', '202104'],
    ['2021-03-31T23:59:59+09:00', '202104'],
    ['2021-04-10T23:59:59+09:00', '202104'],
    ['2021-04-11T00:00:00+09:00', '202105'],
    ['2021-04-10T14:59:59Z', '202104'],
    ['2021-04-10T15:00:00Z', '202105'],
    ['2020-12-25T12:00:00+09:00', '202101'],
  ])('%s belongs to %s', (moment, month) => {
    expect(processingMonthAt(new Date(moment))).toBe(month);
  });
});
