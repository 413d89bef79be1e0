import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html, trusted } from './html.ts';

describe('when text is filled into a page', () => {
  it('can open no tag and leave no attribute, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const page = html`<p title="${text}">${text}</p>`.text;
        expect(page.match(/[<>"]/g)?.join('')).toBe('<"">' + '<>');
      }),
      { numRuns: 200 },
    );
  });

  it('keeps markup of ours, in lists too, and leaves out what is not there', () => {
    expect(html`<ul>${['a', 'b'].map((item) => html`<li>${item}</li>`)}</ul>${undefined}${trusted('<hr>')}${3}`.text).toBe('<ul><li>a</li><li>b</li></ul><hr>3');
  });
});
