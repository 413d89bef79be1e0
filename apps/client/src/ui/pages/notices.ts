import { html } from '@togo/foundation/html';
import type { Notice as NoticeDocument, Session } from '@togo/transmission/protocol';
import { formatJst } from '../../japanese-time.ts';
import { formatBytes, formatMonth } from '../../messages/claim-names.ts';
import type { Frame, Page } from '../layout.ts';
import { nameFacility } from './claim-facts.ts';
import { exchangeForm } from './outbox.ts';

export type ListedNotice = NoticeDocument & { readonly downloadedAt: string | null };

/** 通知文書: what the 国保連合会 has for the facility. */
export function noticesPage(notices: readonly ListedNotice[], session: Session | undefined, frame: Frame): Page {
  const rows = notices.map(
    (notice) => html`<tr><th scope="row"><span class="name">${notice.title}</span><br>
<span class="small">${nameFacility(notice.facility, session)}<br>${formatMonth(notice.month)}審査分</span></th>
<td>${formatJst(new Date(notice.issuedAt))}</td>
<td><a href="/notices/content?id=${notice.id}">受け取る<span class="aside">(${notice.fileName})</span></a><br>
<span class="small">${formatBytes(notice.bytes)}<br>${notice.downloadedAt === null ? 'まだ受け取っていません' : '受け取り済み'}</span></td></tr>`,
  );
  return {
    title: '通知文書',
    menu: '/notices',
    content: html`
<h1>通知文書</h1>
<p>国民健康保険団体連合会からの文書です。[送受信する]を押すと、一覧が新しくなります。</p>
${exchangeForm(frame, notices.length === 0)}
${notices.length === 0
  ? html`<p>受け取れる通知文書は、まだありません。</p>`
  : html`<table class="axes"><thead><tr><th scope="col">文書</th><th scope="col">出た日時</th><th scope="col">受け取り</th></tr></thead><tbody>${rows}</tbody></table>`}
`,
  };
}
