import { describe, expect, it } from 'vitest';
import { fileTime } from './file-time.ts';
import { understand } from './phrase.ts';
import { phraseBook } from './phrase-book.ts';

describe('when a sentence of a scenario is read', () => {
  it('hears what is said and of which releases', () => {
    const { phrase, values, releases } = understand('9.1.0 is complete beside 9.0.5 and 9.0.0', phraseBook);
    expect(phrase.says).toBe('{release} is complete beside {release} and {release}');
    expect(values).toEqual(['9.1.0', '9.0.5', '9.0.0']);
    expect(releases).toEqual(['9.1.0', '9.0.5', '9.0.0']);
  });

  it('takes text between quotes as it is', () => {
    expect(understand('write "a and b" into "%DATA%\\x y.txt"', phraseBook).values).toEqual(['a and b', '%DATA%\\x y.txt']);
  });

  it('refuses what no phrase says, and names them all', () => {
    expect(() => understand('install 9.1.0 gently', phraseBook)).toThrow(
      expect.objectContaining({
        code: 'SCENARIO_INVALID',
        message: expect.stringContaining('install 9.1.0 gently'),
        hint: expect.stringContaining('- uninstall with all data'),
      }),
    );
  });

  it('has no two phrases for one sentence', () => {
    const examples = { '{release}': '9.1.0', '{text}': '"x"', '{number}': '7', '{date}': '2021-04-10' };
    for (const { says } of phraseBook) {
      const sentence = says.replaceAll(/\{\w+\}/g, (kind) => examples[kind as keyof typeof examples]);
      expect(understand(sentence, phraseBook).phrase.says).toBe(says);
    }
  });
});

describe('when a day is given to the instruments', () => {
  it('is the noon of that day in Japan as the two halves of a FILETIME', () => {
    const [low = '', high = ''] = fileTime('2021-04-10').split('\r\n');
    const ticks = (BigInt(high) << 32n) | BigInt.asUintN(32, BigInt(low));
    expect(new Date(Number(ticks / 10_000n) - 11_644_473_600_000).toISOString()).toBe('2021-04-10T03:00:00.000Z');
  });
});
