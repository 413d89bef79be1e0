import { html, trusted, type Html } from '@togo/foundation/html';
import { formatJst } from '@togo/release';
import { pageHead } from '../head.ts';
import { style } from '../style.ts';
import { wordTable } from '../tls-table.ts';
import type { DocumentBlock, PublicDocument } from './document.ts';

/** A document as one whole page, its content in `<main>`: no script, nothing to fetch. */
export function documentToHtml(document: PublicDocument): string {
  return html`${pageHead(document.title, html`<style>\n${trusted(style)}\n</style>`)}
<body class="document">
<main>
${content(document)}
</main>
</body>
</html>
`.text;
}

function content({ title, at, publisher, correction, blocks }: PublicDocument): Html {
  return html`<p class="published">${formatJst(at)}<br>${publisher}</p>
<h1>${title}</h1>
${correction === undefined ? undefined : html`<div class="correction"><h2>訂正</h2>${wordTable(correction.caption, correction)}</div>`}
${blocks.map((block) => html`${blockHtml(block)}\n`)}`;
}

function blockHtml(block: DocumentBlock): Html {
  switch (block.kind) {
    case 'heading':
      return trusted(`<h${block.level}>${spans(block.spans).text}</h${block.level}>`);
    case 'paragraph':
      return html`<p>${spans(block.spans)}</p>`;
    case 'list': {
      const items = block.items.map((item) => html`<li>${spans(item)}</li>\n`);
      return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    case 'table':
      return wordTable(block.caption, block);
  }
}

function spans(parts: readonly { readonly text: string; readonly strong: boolean }[]): Html {
  return html`${parts.map(({ text, strong }) => (strong ? html`<strong>${text}</strong>` : text))}`;
}
