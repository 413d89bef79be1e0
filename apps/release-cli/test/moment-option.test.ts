import { describe, expect, it } from 'vitest';
import { clockOf, momentOf } from '../src/commands/moment-option.ts';

describe('when an option names a moment', () => {
  it('is that moment, and a clock stands at it', () => {
    expect(momentOf('--at', '2021-04-19T10:00:00+09:00')).toEqual(new Date('2021-04-19T01:00:00Z'));
    expect(clockOf('--now', '2021-04-19T10:00:00+09:00').now()).toEqual(new Date('2021-04-19T01:00:00Z'));
  });

  it.each(['tomorrow', '2021-04-19', '2021-04-19T10:00:00', '2021-02-30T10:00:00+09:00'])('refuses %s in words that name the option and the form', (written) => {
    const refusal = { code: 'USAGE', message: `--now: expected a moment with an offset such as 2021-04-19T10:00:00+09:00, got ${written}` };
    expect(() => momentOf('--now', written)).toThrow(expect.objectContaining(refusal));
    expect(() => clockOf('--now', written)).toThrow(expect.objectContaining(refusal));
  });
});
