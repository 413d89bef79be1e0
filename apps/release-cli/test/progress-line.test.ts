import { describe, expect, it } from 'vitest';
import { drawBar, progressLine } from '../src/progress-line.ts';

describe('when work takes long', () => {
  it('a terminal sees one line that is rewritten and then replaced', () => {
    let text = '';
    const line = progressLine('[1/2] pack', { isTTY: true, columns: 60, write: (more: string) => (text += more) }, () => 0);
    line.update({ what: 'runtime layer', done: 0.5 });
    line.end('[1/2] pack: 3.0 s');
    expect(text.split('\r\u001B[K').slice(1)).toEqual(['[1/2] pack …', '[1/2] pack [############............] 50% runtime layer', '[1/2] pack: 3.0 s\n']);
  });

  it('a log gets a plain line every ten seconds, not every change', () => {
    let text = '';
    let now = 0;
    const line = progressLine('provide', { write: (more: string) => (text += more) }, () => now);
    for (now = 0; now <= 25_000; now += 1000) line.update({ what: `second ${now / 1000}` });
    line.end('provide: done');
    expect(text).toBe('provide second 10\nprovide second 20\nprovide: done\n');
  });

  it('a bar never leaves its frame', () => {
    expect(drawBar(-1)).toBe(`[${'.'.repeat(24)}] 0%`);
    expect(drawBar(2)).toBe(`[${'#'.repeat(24)}] 100%`);
  });
});
