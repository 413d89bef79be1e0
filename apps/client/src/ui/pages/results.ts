import { html, type Html } from '@togo/foundation/html';
import type { Entry } from '@togo/transmission';
import type { Session } from '@togo/transmission/protocol';
import { formatJst } from '../../japanese-time.ts';
import { formatMonth, nameDataType } from '../../messages/claim-names.ts';
import type { Frame, Page } from '../layout.ts';
import { pageLinks, type PageOf } from '../paging.ts';
import { askingNote, type AskingView } from './asking.ts';
import { axisCells, axisHeads } from './axes.ts';
import { nameFacility } from './claim-facts.ts';
import { exchangeForm } from './outbox.ts';
import { ver8RecordsPath } from './ver8-records.ts';

export interface ResultsView extends PageOf<Entry> {
  /** How many of all wait for a result. */
  readonly waiting: number;
  readonly session: Session | undefined;
  readonly asking: AskingView;
  readonly hasVer8Records: boolean;
}

/** 送信結果: 到達, 受付 and 取消 of what was sent. */
export function resultsPage(view: ResultsView, frame: Frame): Page {
  const { shown, waiting, session, asking, hasVer8Records } = view;
  return {
    title: '送信結果',
    menu: '/results',
    content: html`
<h1>送信結果</h1>
${shown.length === 0 ? html`<p>まだ送信した請求情報はありません。</p>` : undefined}
${waiting === 0
  ? undefined
  : html`<p>${waiting}件が結果を待っています。結果が出るまで、ふつう20分から30分かかります。夕方から翌朝までに送信したものは、翌朝9時30分より後になることがあります。同じファイルを送り直さないでください。</p>`}
${exchangeForm(frame, waiting > 0)}
${askingNote(asking)}
${shown.length === 0 ? undefined : resultTable(shown, session)}
${pageLinks(view, '/results')}
${hasVer8Records ? html`<p><a href="${ver8RecordsPath}">Ver.8 で送信した記録を見る</a></p>` : undefined}
`,
  };
}

function resultTable(entries: readonly Entry[], session: Session | undefined): Html {
  const rows = entries.map(
    (entry) => html`<tr><th scope="row"><a class="name" href="/results/entry?number=${entry.number}">${entry.fileName}</a><br>
<span class="small">${entry.serviceMonths.map(formatMonth).join('、')}サービス分<br>
${nameFacility(entry.facility, session)}<br>
${nameDataType(entry.dataType)}<br>${formatJst(new Date(entry.receivedAt ?? entry.confirmedAt))}</span></th>${axisCells(entry)}</tr>`,
  );
  return html`<table class="axes"><thead><tr><th scope="col">請求情報</th>${axisHeads()}</tr></thead><tbody>${rows}</tbody></table>`;
}
