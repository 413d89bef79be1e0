import { describe, expect, it } from 'vitest';
import { syntheticOffice, writeClaimFile } from '../testing/index.ts';
import { check, codesOf, fileOf, findingOf, goodLines, placesOf, withItem, withLine } from './support.ts';

describe('when the control record is judged', () => {
  it.each([
    ['13 items', withLine(1, (text) => `${text},0`), 'K-321@1/0'],
    ['10 items', withLine(1, (text) => text.split(',').slice(0, 10).join(',')), 'K-321@1/0'],
    ['another record number than 1', withItem(1, 2, '2'), 'K-341@1/2'],
    ['a second volume', withItem(1, 3, '1'), 'K-322@1/3'],
    ['a count that is no number', withItem(1, 4, 'x'), 'K-323@1/4'],
    ['an unknown data type', withItem(1, 5, '999'), 'K-324@1/5'],
    ['an empty data type', withItem(1, 5, ''), 'K-324@1/5'],
    ['the data type of another form', withItem(1, 5, '812'), 'K-325@1/5'],
    ['a welfare office', withItem(1, 6, '13'), 'K-330@1/6'],
    ['an insurer', withItem(1, 7, '131010'), 'K-330@1/7'],
    ['three digits for the prefecture', withItem(1, 9, '013'), 'K-330@1/9'],
    ['a wrong check digit of the office', withItem(1, 8, '1379900011'), 'K-326@1/8'],
    ['no office', withItem(1, 8, ''), 'K-326@1/8'],
    ['the medium ISDN', withItem(1, 10, '1'), 'K-327@1/10'],
    ['the medium FD', withItem(1, 10, '4'), 'K-327@1/10'],
    ['no medium', withItem(1, 10, ''), 'K-327@1/10'],
    ['a month in the Japanese calendar', withItem(1, 11, '0304'), 'K-328@1/11'],
    ['a thirteenth month', withItem(1, 11, '202113'), 'K-328@1/11'],
    ['a file number with letters', withItem(1, 12, 'A'), 'K-331@1/12'],
  ])('points at %s', (_what, bytes, place) => {
    expect(placesOf(check(bytes))).toContain(place);
  });

  it('refuses a file without one', () => {
    expect(placesOf(check(fileOf(goodLines().slice(1))))).toEqual(['K-320@1/0']);
  });

  it('names the likely mistake behind a medium', () => {
    expect(findingOf(check(withItem(1, 10, '1')), 'K-327')?.message).toContain('ISDN');
    expect(findingOf(check(withItem(1, 10, '4')), 'K-327')?.message).toContain('FD・CD-R');
  });

  it('reports all faults of one file at once', () => {
    const bytes = withLine(1, () => '1,1,0,99,711,0,0,1379900011,0,4,202103,0');
    expect(placesOf(check(bytes))).toEqual(['K-323@1/4', 'K-326@1/8', 'K-327@1/10', 'K-329@1/11']);
  });
});

describe('when the processing month is not the month of the claims window', () => {
  const hintOf = (bytes: Uint8Array, now?: string): string | undefined =>
    findingOf(check(bytes, now === undefined ? {} : { now: new Date(now) }), 'K-329')?.message;

  it('explains that the service month was put there', () => {
    expect(hintOf(withItem(1, 11, '202103'))).toMatch(/処理対象年月が2021年3月ですが、今回の審査の月は2021年4月です。サービス提供年月を入れた可能性/);
  });

  it('only warns that the window of this month is over: how long it accepts is the business of the 国保連合会', () => {
    const verdict = check(writeClaimFile(), { now: new Date('2021-04-11T00:00:00+09:00') });
    expect(placesOf(verdict)).toEqual(['K-332@1/11']);
    expect(verdict.ok).toBe(true);
    expect(findingOf(verdict, 'K-332')?.message).toContain('2021年4月の請求期間(1日から10日まで)は終わりました');
  });

  it('says that the file is an old one', () => {
    expect(hintOf(writeClaimFile({ processingMonth: '202011' }))).toContain('前に作ったファイル');
  });

  it('says that the window has not begun', () => {
    expect(hintOf(writeClaimFile({ processingMonth: '202105' }))).toContain('まだ始まっていません');
  });

  it('asks to look at the date of the PC', () => {
    expect(findingOf(check(writeClaimFile({ processingMonth: '202105' })), 'K-329')?.next).toContain('パソコンの日付');
  });
});

describe('when a wrong control record makes every line wrong', () => {
  it('does not repeat the fault for each line', () => {
    expect(codesOf(check(withItem(1, 8, '1379900011', { people: 200 })))).toEqual(['K-326']);
  });

  it('does repeat another office than the sender, with both numbers', () => {
    const verdict = check(withItem(1, 8, syntheticOffice(2)));
    expect(codesOf(verdict).filter((code) => code === 'K-357')).toHaveLength(13);
    expect(findingOf(verdict, 'K-357')?.message).toMatch(/「1379900010」.*「1379900028」/);
  });
});
