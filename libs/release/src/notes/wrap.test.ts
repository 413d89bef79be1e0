import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../columns.ts';
import { wrap } from './wrap.ts';

describe('when text is wrapped', () => {
  const texts = fc.array(fc.constantFrom('請求', '情報', '、', '。', '「', '」', '(', ')', ' ', 'TLS', '1.2', 'TogoInstaller-9.1.0.exe', '・', 'ー', 'x'.repeat(100)), { maxLength: 60 });
  const columns = fc.integer({ min: 24, max: 76 });

  it('fits, and loses nothing but spaces at line ends', () => {
    fc.assert(
      fc.property(texts, columns, (pieces, width) => {
        const text = pieces.join('');
        const lines = wrap(text, width);
        expect(lines.filter((line) => columnsOf(line) > width)).toEqual([]);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  it('starts no line with a full stop and ends none with an opening bracket', () => {
    expect(wrap('あいうえお。', 10)).toEqual(['あいうえ', 'お。']);
    expect(wrap('あいうえ(お)', 9)).toEqual(['あいうえ', '(お)']);
    expect(wrap('請求 Internet Explorer', 13)).toEqual(['請求 Internet', 'Explorer']);
  });
});
