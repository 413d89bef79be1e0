import { html, type Html } from '@togo/foundation/html';
import type { Notice } from '../../messages/notice.ts';
import { mark } from '../marks.ts';

/**
 * A notice in the shape of FACILITY-UI: what happened, why, what to do now.
 *
 * @param level of its heading: 1 where the notice is what the page is about.
 * @param look `warn` for what needs care and is no failure.
 */
export function noticeBlock(notice: Notice, remarks: readonly string[] = [], level: 1 | 2 | 3 = 1, look: 'ok' | 'failed' | 'warn' = notice.ok ? 'ok' : 'failed'): Html {
  const title = html`${notice.title}${codeMark(notice.code)}`;
  return html`<div class="notice ${look}">
${mark(look)}
${level === 1 ? html`<h1>${title}</h1>` : level === 2 ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`}
<p>${notice.explanation}</p>
${remarks.map((remark) => html`<p>${remark}</p>`)}
<p class="next"><strong>次にすること:</strong> ${notice.next}</p>
</div>`;
}

/** A code in its parentheses, never broken at its hyphen. */
export function codeMark(code: string): Html {
  return html`<span class="code">(${code})</span>`;
}

/** Facts for support, smaller, at the end. */
export function supportDetails(rows: readonly (readonly [string, string])[]): Html {
  return html`<section class="details" aria-labelledby="details">
<h2 id="details">詳細(サポート窓口用)</h2>
${factList(rows)}
</section>`;
}

export function factList(rows: readonly (readonly [string, string])[]): Html {
  return html`<dl class="facts">${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}
