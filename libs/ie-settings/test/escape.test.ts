import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeNsis, nsisString } from '../src/index.ts';

/** What NSIS makes of a string: the reverse, written from its documentation. */
function readNsis(source: string): string {
  return source.replaceAll(/\$(\$|\\"|\\`)/g, (_, escaped: string) => escaped.replace('\\', ''));
}

describe('when text becomes an NSIS string', () => {
  it('says $ and quotes as themselves', () => {
    expect(nsisString('a $ costs "1" `x`')).toBe('"a $$ costs $\\"1$\\" $\\`x$\\`"');
  });

  it('reads back as the same text, whatever it is', () => {
    const line = fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text));
    fc.assert(
      fc.property(line, (text) => {
        expect(readNsis(escapeNsis(text))).toBe(text);
      }),
    );
  });

  it.each(['a\nb', 'a\rb', 'a\0b', 'a\tb'])('refuses %j, which would end or bend the command', (text) => {
    expect(() => nsisString(text)).toThrow(expect.objectContaining({ code: 'NSIS_TEXT_UNSAFE' }));
  });
});
