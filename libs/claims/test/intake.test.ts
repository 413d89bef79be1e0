import { describe, expect, it } from 'vitest';
import { judgeIntake } from '../src/index.ts';
import { writeClaimFile } from '../testing/index.ts';
import { check, fileOf, goodLines, withItem, withLine } from './support.ts';

describe('when the reception judges a file', () => {
  it.each([
    ['a good file', writeClaimFile(), '○', '○'],
    ['an unknown 識別番号', withItem(4, 3, '"7139"'), '○', '△'],
    ['a wrong check digit of the insurer', withItem(3, 7, '"00130009"'), '○', '△'],
    ['a welfare office in the control record', withItem(1, 6, '13'), '○', '○'],
    ['a forbidden character', withLine(4, (text) => text.replace(/""$/, '"\'"')), '○', '×'],
    ['a lost record number', withItem(4, 2, '99'), '○', '×'],
    ['both a warning and an error', withItem(3, 7, '"00130009"').fill(0x27, -4, -3), '○', '×'],
    ['a cut file', fileOf(goodLines().slice(0, -1)), '×', '×'],
    ['a wrong medium', withItem(1, 10, '4'), '×', '×'],
    ['a wrong office in the control record', withItem(1, 8, '1379900011'), '×', '×'],
    ['text in UTF-8', new TextEncoder().encode(`${goodLines().join('\r\n')}\r\n`), '×', '×'],
    ['nothing', new Uint8Array(), '×', '×'],
  ])('answers to %s', (_what, bytes, arrival, acceptance) => {
    const verdict = check(bytes);
    expect(judgeIntake(verdict)).toEqual({ arrival, acceptance, findings: verdict.findings });
  });
});
