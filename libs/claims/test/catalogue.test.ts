import { describe, expect, it } from 'vitest';
import { claimCatalogue } from '../src/index.ts';

/** Words that a facility meets on other screens and papers. */
const allowedLatin = ['CSV', 'UTF', 'Unicode', 'JIS', 'Excel', 'PDF', 'ISDN', 'FD', 'CD', 'R', 'MO', 'MT', 'CR', 'LF', 'H', 'I', 'A'];

describe('when a facility reads about a fault of its file', () => {
  it.each(Object.entries(claimCatalogue))('%s is plain Japanese: what is wrong and what to do', (code, { title, message, next }) => {
    expect(code).toMatch(/^K-3\d\d$/);
    for (const text of [title, message, next]) {
      const latin = text.replaceAll(/\{\w+\}/g, '').match(/[A-Za-z]+/g) ?? [];
      expect(latin.filter((word) => !allowedLatin.includes(word))).toEqual([]);
      expect(text).toMatch(/[ぁ-ん]/);
    }
    expect(title).not.toMatch(/。|エラー/);
    expect(message).toMatch(/[。}]$/);
    expect(next).toMatch(/(ください。(例: I0304A\.CSV)?|できます。|ことがあります。)$/);
  });

  it.each(Object.entries(claimCatalogue))('%s stops the sending only when it is an error', (_code, { severity, stage }) => {
    expect(severity === 'warning' ? ['acceptance', 'advice'] : ['arrival', 'acceptance']).toContain(stage);
  });
});
