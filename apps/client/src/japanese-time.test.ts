import { describe, expect, it } from 'vitest';
import { compactJst, formatAbout, formatJst } from './japanese-time.ts';

describe('when a facility reads a time', () => {
  it('is in Japan time, whatever the clock of the PC is set to', () => {
    expect(formatJst(new Date('2021-04-18T15:05:00Z'))).toBe('2021年4月19日(月) 0:05');
    expect(compactJst(new Date('2020-12-31T15:00:00Z'))).toBe('20210101-0000');
  });

  it.each([[130, '約2分'], [10, '約1分'], [7_200, '約2時間'], [86_400, '約24時間'], [260_000, '約3日']])('calls %i seconds %s', (seconds, words) => {
    expect(formatAbout(seconds)).toBe(words);
  });
});
