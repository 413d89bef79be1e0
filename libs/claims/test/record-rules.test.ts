import { describe, expect, it } from 'vitest';
import { claimForms, limits } from '../src/index.ts';
import { writeClaimFile } from '../testing/index.ts';
import { check, codesOf, fileOf, findingOf, goodLines, placesOf, withItem, withLine } from './support.ts';

describe('when the sequence of the records is judged', () => {
  const lines = goodLines();
  const last = lines.length;

  it('notices a lost line, once, and the count', () => {
    expect(placesOf(check(fileOf(lines.toSpliced(4, 1))))).toEqual(['K-323@1/4', 'K-341@5/2']);
  });

  it('notices a doubled line', () => {
    expect(placesOf(check(fileOf(lines.toSpliced(4, 0, lines[4] ?? ''))))).toEqual(['K-323@1/4', 'K-341@6/2']);
  });

  it('notices swapped lines', () => {
    expect(codesOf(check(fileOf(lines.with(4, lines[5] ?? '').with(5, lines[4] ?? ''))))).toEqual(['K-341', 'K-341', 'K-341']);
  });

  it('counts data records only: control and end record are not among them', () => {
    const verdict = check(withItem(1, 4, String(last)));
    expect(placesOf(verdict)).toEqual(['K-323@1/4']);
    expect(findingOf(verdict, 'K-323')?.message).toContain(`「${last}」ですが、データレコードは${last - 2}件`);
  });

  it('refuses a second control record', () => {
    expect(placesOf(check(fileOf(lines.toSpliced(3, 0, lines[0] ?? ''))))).toEqual(['K-340@4/1']);
  });

  it('refuses a file without data records', () => {
    expect(codesOf(check(fileOf([(lines[0] ?? '').replace(/^1,1,0,\d+/, '1,1,0,0'), '3,2'])))).toEqual(['K-342']);
  });

  it('refuses an end record with more than two items', () => {
    expect(placesOf(check(withLine(last, (text) => `${text},0`)))).toEqual([`K-343@${last}/0`]);
  });

  it('refuses a wrong number in the end record', () => {
    expect(placesOf(check(withItem(last, 2, '99')))).toEqual([`K-341@${last}/2`]);
  });
});

describe('when the items of a data record are judged', () => {
  // Line 2 is the 請求書, line 3 a 基本情報, line 4 a 明細情報, line 6 a 集計情報.
  it.each([
    ['a 識別番号 of three characters', withItem(4, 3, '"713"'), 'K-350@4/3'],
    ['an unknown 識別番号', withItem(4, 3, '"7139"'), 'K-351@4/3'],
    ['a form that is no longer used', withItem(4, 3, '"7153"'), 'K-352@4/3'],
    ['a form of later years', writeClaimFile({ dataType: '812', people: 1, serviceMonth: '201203' }), 'K-352@2/3'],
    ['an item too many', withLine(2, (text) => `${text},""`), 'K-353@2/0'],
    ['an item too few', withLine(6, (text) => text.slice(0, text.lastIndexOf(','))), 'K-353@6/0'],
    ['an item that is too long in bytes', withItem(4, 20, '"１２３４５６７８９０１"'), 'K-354@4/20'],
    ['a service month that is no month', withItem(3, 5, '"202100"'), 'K-355@3/5'],
    ['a service month before the insurance', withItem(3, 5, '"199912"'), 'K-355@3/5'],
    ['no service month', withItem(3, 5, '""'), 'K-355@3/5'],
    ['a service month after the processing month', withItem(3, 5, '"202105"'), 'K-356@3/5'],
    ['another office', withItem(3, 6, '"1379900028"'), 'K-357@3/6'],
    ['an insurer with letters', withItem(3, 7, '"0013000A"'), 'K-358@3/7'],
    ['an insurer of five digits', withItem(3, 7, '"13000"'), 'K-358@3/7'],
    ['a wrong check digit of the insurer', withItem(3, 7, '"00130009"'), 'K-359@3/7'],
    ['no insurer', withItem(3, 7, '"00000000"'), 'K-359@3/7'],
    ['an insured number of nine digits', withItem(3, 8, '"900000001"'), 'K-360@3/8'],
    ['an insured number with another letter', withItem(3, 8, '"X000000001"'), 'K-360@3/8'],
    ['a wrong office behind the care plan', withItem(3, 22, '"1379900011"'), 'K-361@3/22'],
    ['the service month of a 様式第七 at its own place', withItem(2, 6, '"202105"', { dataType: '812' }), 'K-356@2/6'],
    ['the office of a 様式第七 at its own place', withItem(2, 4, '"1379900028"', { dataType: '812' }), 'K-357@2/4'],
    ['the office of a 給付管理票 at its own place', withItem(2, 6, '"1379900028"', { dataType: '821' }), 'K-357@2/6'],
    ['the insured number of a 給付管理票 at its own place', withItem(2, 11, '"1"', { dataType: '821' }), 'K-360@2/11'],
    ['the service office of a 給付管理票', withItem(2, 19, '"1379900011"', { dataType: '821' }), 'K-361@2/19'],
  ])('points at %s', (_what, bytes, place) => {
    expect(placesOf(check(bytes))).toEqual([place]);
  });

  it('takes an unknown 識別番号, a wrong insurer and a long item as warnings', () => {
    expect(check(withItem(4, 3, '"7139"')).ok).toBe(true);
    expect(check(withItem(3, 7, '"00130009"')).ok).toBe(true);
    expect(check(withItem(4, 20, '"１２３４５６７８９０１"')).ok).toBe(true);
  });

  it('counts twenty bytes as ten full-width or twenty half-width characters', () => {
    expect(codesOf(check(withItem(4, 20, '"１２３４５６７８９０"')))).toEqual([]);
    expect(codesOf(check(withItem(4, 20, '"ﾎｳﾓﾝﾎｳﾓﾝﾎｳﾓﾝﾎｳﾓﾝﾎｳﾓﾝ"')))).toEqual([]);
  });

  it('never quotes an insured number', () => {
    expect(JSON.stringify(check(withItem(3, 8, '"123456789X"')).findings)).not.toContain('123456789');
  });
});

describe('when there is more than can be listed', () => {
  const manyWarnings = goodLines({ people: 200 }).map((text, index) => (index > 1 ? text.replace('"7131"', '"7139"') : text));

  it('lists the first ones in file order and says how many more there are', () => {
    const verdict = check(fileOf(manyWarnings));
    expect(verdict.ok).toBe(true);
    expect(verdict.findings).toHaveLength(limits.findingsMax + 1);
    expect(placesOf(verdict).slice(0, 2)).toEqual(['K-351@3/3', 'K-351@4/3']);
    expect(verdict.findings.at(-1)).toMatchObject({ code: 'K-398', severity: 'warning', line: 0, column: 0 });
    expect(verdict.findings.at(-1)?.message).toContain('700件');
  });

  it('keeps an error at the end of the file before the warnings', () => {
    const verdict = check(fileOf(manyWarnings.with(-1, '3,1')));
    expect(verdict.ok).toBe(false);
    expect(codesOf(verdict)).toContain('K-341');
  });

  it('keeps what stops the file at the reception before all other errors', () => {
    const lines = goodLines({ people: 200 }).map((text, index) => (index > 1 ? text.replace('"202103"', '"203001"') : text));
    const verdict = check(fileOf(lines.slice(0, -1)));
    expect(codesOf(verdict)).toContain('K-312');
    expect(verdict.findings.at(-1)).toMatchObject({ code: 'K-399', severity: 'error' });
  });
});

describe('when the table of forms is read', () => {
  it('has four characters for each form, each once, and no period that ends before it begins', () => {
    expect(new Set(claimForms.map(({ id }) => id)).size).toBe(claimForms.length);
    for (const { id, since, until } of claimForms) {
      expect(id).toMatch(/^[78][12][0-9A-Z]{2}$/);
      expect(since ?? 0).toBeLessThanOrEqual(until ?? 999_999);
    }
  });
});
