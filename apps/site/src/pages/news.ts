import { html, type Html } from '@togo/foundation/html';
import type { Announcement } from '@togo/trust';
import { addresses, announcementAddress, fileAddress } from '../addresses.ts';
import type { Page } from '../layout.ts';
import { mainOf } from '../signed-page.ts';
import type { View } from '../view.ts';
import { momentWords } from '../words.ts';

/** The announcements of this program have it in their title. */
const correctionMark = '【訂正】';

export function newsPage(view: View): Page {
  return { title: 'お知らせ', menu: addresses.news, content: html`<h1>お知らせ</h1>${newsList(view)}` };
}

/** The newest first. */
export function newsList({ statement }: View, most = Number.POSITIVE_INFINITY): Html {
  const entries = [...(statement?.announcements ?? [])].reverse().slice(0, most);
  if (entries.length === 0) return html`<p>お知らせは、まだありません。</p>`;
  return html`<ul class="news">${entries.map(
    ({ id, title, at, correction }) => html`<li><span class="date">${momentWords(at)}</span> ${correction && !title.startsWith(correctionMark) ? html`${correctionMark} ` : undefined}<a href="${announcementAddress(id)}">${title}</a></li>`,
  )}</ul>`;
}

export function announcementPage(entry: Announcement, { world }: View): Page {
  const { title, html: target, pdf } = entry;
  return {
    title,
    menu: addresses.news,
    content: html`<div class="document">${mainOf(world.pages, target)}</div>
<p class="back"><a href="${fileAddress(pdf)}">印刷用の文書(PDF)を開く</a></p>
<p><a href="${addresses.news}">お知らせの一覧へ戻る</a></p>`,
  };
}
