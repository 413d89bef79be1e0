import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandLine, quoteArgument } from './command-line.ts';

/** What `CommandLineToArgvW` does after the program's name. */
function readAsWindows(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
    if (slashes > 0 && line[at + slashes] === '"') {
      word = (word ?? '') + '\\'.repeat(Math.floor(slashes / 2)) + (slashes % 2 === 1 ? '"' : '');
      at += slashes - (slashes % 2 === 1 ? 0 : 1);
      continue;
    }
    const letter = line[at] ?? '';
    if (letter === '"') {
      quoted = !quoted;
      word ??= '';
    } else if (!quoted && (letter === ' ' || letter === '\t')) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + letter;
  }
  return word === undefined ? words : [...words, word];
}

describe('when arguments become one Windows command line', () => {
  it('can be taken apart into the same arguments again, whatever they contain', () => {
    const argument = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', '\t', '介', '/', '=') });
    fc.assert(
      fc.property(fc.array(argument), (args) => {
        expect(readAsWindows(args.map(quoteArgument).join(' '))).toEqual(args);
      }),
    );
  });

  it('leaves plain switches as they are, and the tail that NSIS reads raw', () => {
    expect(commandLine('C:\\a b\\x.exe', ['/S', 'a b'], '/D=C:\\Program Files\\X')).toBe('"C:\\a b\\x.exe" /S "a b" /D=C:\\Program Files\\X');
  });
});
