import { html, type Html } from '@togo/foundation/html';
import type { PublishedDate } from '@togo/trust';
import { whenWords } from './words.ts';

/** 【現在】 and 【変更後】 of the notice's section (1), as rows of words. */
export function tlsRows(when: PublishedDate, past: boolean): { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const [before, after] = past ? ['以前', '現在'] : ['現在', '変更後'];
  return {
    head: ['', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2'],
    rows: [
      [past ? `${before}(${whenWords(when)} より前)` : before, '通信できます', '通信できます', '通信できます'],
      [`${after}(${whenWords(when)}${'at' in when ? ' から' : ''})`, '通信できません', '通信できません', '通信できます'],
    ],
  };
}

export function tlsTable(when: PublishedDate, past: boolean): Html {
  return wordTable('通信できる暗号化通信(TLS)の種類', tlsRows(when, past));
}

/** A table whose first column says what its row is about. */
export function wordTable(caption: string, { head, rows }: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }): Html {
  return html`<table class="words"><caption>${caption}</caption>
<thead><tr>${head.map((word) => (word === '' ? html`<td></td>` : html`<th scope="col">${word}</th>`))}</tr></thead>
<tbody>
${rows.map(([first = '', ...cells]) => html`<tr><th scope="row">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table>`;
}
