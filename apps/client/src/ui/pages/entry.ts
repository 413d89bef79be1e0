import { claimCatalogue } from '@togo/claims';
import { html, type Html } from '@togo/foundation/html';
import type { Decision, Entry } from '@togo/transmission';
import type { Session } from '@togo/transmission/protocol';
import { formatJst } from '../../japanese-time.ts';
import { adviseOn } from '../../messages/entry-words.ts';
import type { Notice } from '../../messages/notice.ts';
import { tokenField, type Frame, type Page } from '../layout.ts';
import { mark } from '../marks.ts';
import { axisCells, axisHeads } from './axes.ts';
import { claimFacts, claimTitle } from './claim-facts.ts';
import { findingList } from './claim-findings.ts';
import { factList, noticeBlock } from './notice-block.ts';
import { exchangeForm } from './outbox.ts';

export interface EntryView {
  readonly entry: Entry;
  readonly session: Session | undefined;
  readonly cancel: Decision;
  readonly replace: Decision;
  /** Why it was refused, or its last cancellation. */
  readonly refusal: Notice | undefined;
  /** Why it cannot be cancelled, where that is worth telling. */
  readonly cancelRefusal: Notice | undefined;
}

/** One sent file: how it stands, what to do, and what the reception system found. */
export function entryPage({ entry, session, cancel, replace, refusal, cancelRefusal }: EntryView, frame: Frame): Page {
  const { title, explanation, next, look } = adviseOn(entry);
  const isWaiting = look === 'info';
  return {
    title: `${title} - ${entry.fileName}`,
    menu: '/results',
    content: html`
<div class="notice ${look}">
${mark(look)}
<h1>${title}</h1>
<p>${claimTitle(entry)}</p>
<p>${explanation}</p>
<p class="next"><strong>次にすること:</strong> ${next}</p>
</div>
${refusal === undefined ? undefined : noticeBlock(refusal, [], 2)}
${isWaiting ? exchangeForm(frame) : undefined}
<table class="axes"><caption class="small">いまの状態</caption>
<thead><tr><td></td>${axisHeads()}</tr></thead>
<tbody><tr><th scope="row">${entry.fileName}</th>${axisCells(entry)}</tr></tbody></table>
${entry.findings.length === 0 ? undefined : html`<h2>電子請求受付システムが見つけたところ</h2>${findingList(entry.findings.map((finding) => ({ ...finding, next: nextOf(finding.code) })))}`}
<h2>送信した請求情報</h2>
${factList([...claimFacts(entry, session), ...times(entry), ['整理番号', entry.number]])}
${actions(entry, cancel, replace)}
${cancelRefusal === undefined ? undefined : html`<h2>取消について</h2><p>${cancelRefusal.explanation}<span class="code">(${cancelRefusal.code})</span></p>`}
`,
  };
}

function actions(entry: Entry, cancel: Decision, replace: Decision): Html {
  const mayReplace = replace.ok && (entry.send === 'delivered' || entry.send === 'refused');
  return html`<div class="actions">
${mayReplace ? html`<a class="button" href="/send?replaces=${entry.number}">差し替えるファイルを選ぶ</a>` : undefined}
${cancel.ok ? html`<a class="button" href="/results/cancel?number=${entry.number}">取り消す</a>` : undefined}
</div>`;
}

/** 取消: one question, asked apart. */
export function cancelPage(entry: Entry, session: Session | undefined, frame: Frame): Page {
  return {
    title: '取消の確認',
    menu: '/results',
    content: html`
<h1>この請求情報を取り消しますか</h1>
${factList(claimFacts(entry, session))}
<p>ファイル全体の取消を依頼します。一部だけを取り消すことはできません。</p>
<p>依頼は次の送受信で送ります。<strong>取消完了になるまでは取り消されていません。</strong>差し替えるファイルは、取消完了になってから送信してください。</p>
<form method="post" action="/results/cancel">${tokenField(frame)}<input type="hidden" name="number" value="${entry.number}">
<button type="submit" class="primary">取消を依頼する</button></form>
<p><a href="/results/entry?number=${entry.number}">やめる</a></p>
`,
  };
}

function times({ receivedAt, confirmedAt, arrival, acceptance, cancellation }: Entry): readonly (readonly [string, string])[] {
  const all: readonly (readonly [string, string | null | undefined])[] = [
    ['保存', confirmedAt],
    ['届いた時刻', receivedAt],
    ['到達の結果', arrival.at],
    ['受付の結果', acceptance.at],
    ['取消の結果', cancellation.at],
  ];
  return all.flatMap(([label, at]) => (at === null || at === undefined ? [] : [[label, formatJst(new Date(at))] as const]));
}

/** The reception system tells what is wrong; what to do stands in the catalogue of the claim file. */
function nextOf(code: string): string | undefined {
  return Object.entries(claimCatalogue).find(([known]) => known === code)?.[1].next;
}
