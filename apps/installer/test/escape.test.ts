import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from '@togo/foundation/run';
import { cString, nsisEscape, nsisString, posixQuote } from '../src/escape.ts';

/** Text as a person may write it: any characters but control characters and broken pairs. */
const printable = fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}|\p{Cs}/u.test(text));

/** What NSIS makes of the inside of a string in double quotes; throws when the string would end early or name a variable. */
function nsisReads(inside: string): string {
  return inside.replaceAll(/\$\$|\$\\"|["$]/g, (found) => {
    if (found.length === 1) throw new Error(`NSIS would stop reading at ${found}: ${inside}`);
    return found === '$$' ? '$' : '"';
  });
}

describe('when a text goes into an NSIS script', () => {
  it('comes out as it went in, whatever the text', () => {
    fc.assert(
      fc.property(printable, (text) => {
        expect(nsisReads(nsisEscape(text))).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it.each(['$INSTDIR', '${VERSION}', '$(LangString)', '$\\n', '"', '\\', '`\'', '; # comment', 'a\\'])('keeps %s as letters', (text) => {
    expect(nsisReads(nsisEscape(text))).toBe(text);
  });

  it.each(['line\nbreak', 'carriage\rreturn', 'nul\0', 'tab\t', '\ud800'])('refuses %j, which would end the line or be no text', (text) => {
    expect(() => nsisEscape(text)).toThrow(expect.objectContaining({ code: 'TEXT_UNSAFE' }));
  });

  it('shows the listed variables and no other', () => {
    expect(nsisString('空きは {$FreeMb} MB、{$INSTDIR} ではない', '$5')).toBe('"空きは $FreeMb MB、{$$INSTDIR} ではない$\\r$\\n$$5"');
  });
});

describe('when a text goes into the C source of the launcher', () => {
  it('is plain ASCII, in which a compiler reads the same characters', () => {
    fc.assert(
      fc.property(printable, (text) => {
        const literal = cString(text);
        expect(literal).toMatch(/^[\x20-\x7e]*$/);
        const inside = literal.slice(2, -1).replaceAll(/\\x([0-9a-f]+)" L"/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
        expect(inside).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});

describe('when an argument goes into a shell script', () => {
  it('reaches the program unchanged', async () => {
    const listed = fc.sample(fc.array(printable, { minLength: 1, maxLength: 4 }), { numRuns: 20, seed: 1 });
    for (const words of listed) {
      const { stdout } = await run('sh', ['-c', `printf '%s\\001' ${words.map(posixQuote).join(' ')}`]);
      expect(stdout.split('\u0001').slice(0, -1)).toEqual(words);
    }
  });
});
