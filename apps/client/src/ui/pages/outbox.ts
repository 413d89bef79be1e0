import { html, type Html } from '@togo/foundation/html';
import { canWithdraw, type Entry } from '@togo/transmission';
import type { Session } from '@togo/transmission/protocol';
import { formatJst } from '../../japanese-time.ts';
import { adviseOn } from '../../messages/entry-words.ts';
import { nameDataType } from '../../messages/claim-names.ts';
import { tokenField, type Frame, type Page } from '../layout.ts';
import { mark } from '../marks.ts';
import { claimTitle, nameFacility } from './claim-facts.ts';

/** The button that sends and asks. */
export function exchangeForm(frame: Frame, isNextStep = true): Html {
  const look = isNextStep ? html` class="primary"` : undefined;
  return html`<form method="post" action="/exchange">${tokenField(frame)}<button type="submit"${look}>送受信する</button></form>`;
}

/** 送信待ち: what is safe on this PC and not yet at the reception system. */
export function outboxPage(entries: readonly Entry[], added: number, session: Session | undefined, frame: Frame): Page {
  return {
    title: '送信待ち',
    menu: '/outbox',
    content: html`
<h1>送信待ち</h1>
${added === 0 ? undefined : html`<p class="state" role="status">${mark('ok')} <span>${added}件を送信待ちに入れ、このパソコンに保存しました。まだ送信していません。[送受信する]を押すと送信します。</span></p>`}
${entries.length === 0
  ? html`<p>送信待ちの請求情報はありません。</p><p><a class="button" href="/send">請求情報を選ぶ</a></p>`
  : html`<p>まだ電子請求受付システムに届いたことを確かめていない請求情報が、${entries.length}件あります。</p>${exchangeForm(frame)}${entries.map((entry) => waiting(entry, session, frame))}`}
`,
  };
}

function waiting(entry: Entry, session: Session | undefined, frame: Frame): Html {
  const { title, explanation, look } = adviseOn(entry);
  return html`<div class="claim">
<h2>${claimTitle(entry)}</h2>
<p>${nameFacility(entry.facility, session)}<br>
${nameDataType(entry.dataType)} ${entry.records}件<br><span class="small">${formatJst(new Date(entry.confirmedAt))} に保存 整理番号 ${entry.number}</span></p>
${look === 'warn' ? html`<p class="state">${mark('warn')} <span><strong>${title}</strong><br>${explanation}</span></p>` : undefined}
${canWithdraw(entry).ok ? withdrawForm(entry, frame) : undefined}
</div>`;
}

function withdrawForm({ number, fileName }: Entry, frame: Frame): Html {
  return html`<form method="post" action="/outbox/withdraw">${tokenField(frame)}<input type="hidden" name="number" value="${number}">
<button type="submit" class="quiet">取り出す<span class="aside">(${fileName})</span></button></form>`;
}
