import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyParts } from '../src/key.ts';

describe('when a key is taken', () => {
  const refused: readonly [key: string, why: RegExp][] = [
    ['', /a part of it is empty/],
    ['/a', /a part of it is empty/],
    ['a/', /a part of it is empty/],
    ['a//b', /a part of it is empty/],
    ['a/../b', /a part of it is "\." or "\.\."/],
    ['./a', /a part of it is "\." or "\.\."/],
    ['a\\b', /a backslash/],
    ['a\nb', /a control character/],
    ['a\u0000', /a control character/],
    ['\ud800', /not well-formed/],
    ['.togo-incoming/1', /kept for files on their way/],
    ['あ'.repeat(86), /more than 255 bytes/],
    [`${'a'.repeat(200)}/`.repeat(6) + 'a', /more than 1024 bytes/],
  ];

  it.each(refused)('%j is refused', (key, why) => {
    expect(() => keyParts(key)).toThrow(expect.objectContaining({ code: 'bad-key', message: expect.stringMatching(why) as string }) as Error);
  });

  it('whatever is accepted stays below the folder, part by part', () => {
    const tricks = fc.constantFrom('..', '.', 'a', 'あ', '\\', '', 'C:', '%2e%2e', '.togo-incoming');
    const anything = fc.oneof(fc.string(), fc.array(tricks, { maxLength: 5 }).map((parts) => parts.join('/')));
    fc.assert(
      fc.property(anything, (key) => {
        let parts: readonly string[];
        try {
          parts = keyParts(key);
        } catch (error) {
          return (error as { code?: unknown }).code === 'bad-key';
        }
        const path = new URL(`file:///srv/${parts.map(encodeURIComponent).join('/')}`).pathname;
        return parts.join('/') === key && decodeURIComponent(path) === `/srv/${key}`;
      }),
      { numRuns: 200 },
    );
  });
});
