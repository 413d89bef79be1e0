import { html, type Html } from '@togo/foundation/html';
import type { Manifest } from '@togo/release/manifest';
import type { Session } from '@togo/transmission/protocol';
import type { CheckOutcome } from '../../check/check-outcome.ts';
import { formatJst } from '../../japanese-time.ts';
import type { Notice } from '../../messages/notice.ts';
import { describeRange } from '../../messages/tls-names.ts';
import type { Todo } from '../../sending/todo.ts';
import { isClaimsWindow } from '../../update/check-moment.ts';
import type { Frame, Page } from '../layout.ts';
import { mark, type MarkKind } from '../marks.ts';
import { certificateNoticeBlock } from './certificates.ts';
import { checkForm } from './check.ts';
import { closingFacts } from './login.ts';
import { codeMark, factList, noticeBlock } from './notice-block.ts';
import { exchangeForm } from './outbox.ts';
import { offerLine } from './update.ts';
import { ver8NewsLine } from './ver8-news.ts';

export interface HomeView {
  readonly manifest: Manifest;
  readonly lastCheck: CheckOutcome | undefined;
  /** What is to do, or why the outbox cannot be opened. */
  readonly desk: { readonly todos: readonly Todo[]; readonly session: Session | undefined } | Notice;
  /** About the certificates, when there is something to do. */
  readonly certificate: Notice | undefined;
  /** Something came over from Ver.8, and nobody has confirmed it yet. */
  readonly hasVer8News: boolean;
  /** A newer version that is offered. */
  readonly offer: string | undefined;
  readonly now: Date;
}

/** 開始: what is to do now, until when, and how the last check of the connection ended. */
export function homePage({ manifest, lastCheck, desk, certificate, hasVer8News, offer, now }: HomeView, frame: Frame): Page {
  const range = describeRange(manifest.tls);
  const pinned = manifest.tls.min === manifest.tls.max;
  return {
    title: '開始',
    menu: '/',
    content: html`
<h1>いますること</h1>
${hasVer8News ? ver8NewsLine() : undefined}
${certificate === undefined ? undefined : certificateNoticeBlock(certificate)}
${offer === undefined ? undefined : offerLine(offer, isClaimsWindow(now))}
${'code' in desk ? noticeBlock(desk, [], 2) : html`${todoList(desk.todos, frame)}${closing(desk.session, now)}`}
<h2>接続の確認</h2>
<p>電子請求受付システムと通信できるかを確認します。請求情報は送信しません。</p>
${lastCheckLine(lastCheck)}
${checkForm(frame, '接続を確認する', false)}
<p class="small">${manifest.productNames.client} Ver.${manifest.version} このソフトは、電子請求受付システムと ${range} で通信します。${pinned ? 'そのほかの方式では通信しません。' : undefined}</p>
`,
  };
}

const todoWords: Readonly<Record<Todo['kind'], { readonly mark: MarkKind; readonly path: string; readonly text: string }>> = {
  unconfirmed: { mark: 'warn', path: '/outbox', text: '件は、届いたかどうかを次の送受信で確かめます。' },
  queued: { mark: 'info', path: '/outbox', text: '件が送信待ちです。まだ送信していません。' },
  rejected: { mark: 'failed', path: '/results', text: '件にエラーがあり、受け付けられていません。直して送信してください。' },
  'cancellation-failed': { mark: 'failed', path: '/results', text: '件が取消失敗です。取り消されていません。' },
  warnings: { mark: 'warn', path: '/results', text: '件は受け付けられましたが、返戻になる見込みのデータがあります。' },
  cancelling: { mark: 'waiting', path: '/results', text: '件の取消を依頼しています。まだ取り消されていません。' },
  waiting: { mark: 'waiting', path: '/results', text: '件が結果待ちです。' },
};

/** Kinds that a 送受信 brings on. */
const needExchange: readonly Todo['kind'][] = ['unconfirmed', 'queued', 'cancelling', 'waiting'];

function todoList(todos: readonly Todo[], frame: Frame): Html {
  const needsExchange = todos.some(({ kind }) => needExchange.includes(kind));
  const choose = html`<a class="button${needsExchange ? '' : ' primary'}" href="/send">請求情報を送信する</a>`;
  if (todos.length === 0) return html`<p class="state">${mark('ok')} <span>送信待ちや結果待ちの請求情報はありません。</span></p><p>${choose}</p>`;
  const items = todos.map(({ kind, count }) => html`<li>${mark(todoWords[kind].mark)}<a href="${todoWords[kind].path}">${count}${todoWords[kind].text}</a></li>`);
  return html`<ul class="todo">${items}</ul><div class="actions">${exchangeForm(frame, needsExchange)}${choose}</div>`;
}

function closing(session: Session | undefined, now: Date): Html {
  return html`<h2>締切</h2>${session === undefined ? html`<p>送信と取消の締切は、国保連合会ごとに違います。<a href="/login">ログイン</a>すると表示します。</p>` : html`<p>${session.federation.name}</p>${factList(closingFacts(session.federation, now))}`}`;
}

function lastCheckLine(lastCheck: CheckOutcome | undefined): Html {
  if (lastCheck === undefined) return html`<p class="state">${mark('waiting')} <span>この画面を開いてから、まだ確認していません。</span></p>`;
  const { notice, at } = lastCheck;
  return html`<p class="state">${mark(notice.ok ? 'ok' : 'failed')} <span>${notice.title}${codeMark(notice.code)}<br>${formatJst(at)} <a href="/check/result">結果を見る</a></span></p>`;
}
