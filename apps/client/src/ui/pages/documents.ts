import { html, trusted } from '@togo/foundation/html';
import type { Page } from '../layout.ts';

/** リリースノート: the notes that were installed with this version. */
export function notesPage(content: string | undefined): Page {
  const shown = content === undefined ? html`<h1>リリースノート</h1><p>この版には、リリースノートが付いていません。</p>` : trusted(content);
  return { title: 'リリースノート', menu: '/notes', content: html`<div class="document">${shown}</div>` };
}

/** 手順書: the guide that was installed with this version. */
export function guidePage(content: string): Page {
  return { title: '手順書', menu: '/support', content: html`<div class="document">${trusted(content)}</div>` };
}
