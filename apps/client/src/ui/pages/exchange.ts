import { html } from '@togo/foundation/html';
import { formatJst } from '../../japanese-time.ts';
import type { Notice } from '../../messages/notice.ts';
import type { ExchangeOutcome } from '../../sending/exchange-run.ts';
import type { Frame, Page } from '../layout.ts';
import { mark } from '../marks.ts';
import { noticeBlock, supportDetails } from './notice-block.ts';
import { exchangeForm } from './outbox.ts';

/** 送受信, while it runs. The browser asks again by itself (Refresh header); the page needs no script. */
export function exchangingPage(done: number, queued: number): Page {
  const percent = Math.round(done * 100);
  return {
    title: '送受信しています',
    menu: '/outbox',
    content: html`
<h1>送受信しています</h1>
<p role="status">${queued === 0 ? '結果を問い合わせています。' : `送信待ちは、残り${queued}件です。`}</p>
<p><progress class="bar" max="100" value="${percent}" aria-label="送受信の進み具合">${percent}%</progress></p>
<p>終わると、結果の画面に変わります。この画面を閉じても、送受信は続きます。</p>
<p><a href="/exchange">いまの様子を見る</a></p>
`,
  };
}

export interface ExchangeView {
  readonly outcome: ExchangeOutcome;
  /** How a failed one is told. */
  readonly failure: Notice | undefined;
  readonly queued: number;
  /** About a clock that is off, and the like. */
  readonly remarks: readonly string[];
}

/** 送受信, when it has ended. */
export function exchangedPage({ outcome: { at, report }, failure, queued, remarks }: ExchangeView, frame: Frame): Page {
  const kept = queued === 0 ? [] : [`送信待ちに${queued}件が残っています。このパソコンに保存されているので、なくなりません。`];
  if (failure !== undefined) {
    return {
      title: `${failure.title}(${failure.code})`,
      menu: '/outbox',
      content: html`
${noticeBlock(failure, [...(report.sent.length > 0 ? [`この前に、${report.sent.length}件は届きました。`] : []), ...kept, ...remarks])}
<div class="actions">${failure.code === 'R-505' ? html`<a class="button" href="/login?next=exchange">ログインする</a>` : exchangeForm(frame)}<a class="button" href="/results">送信結果を見る</a></div>
${supportDetails([['コード', failure.code], ['日時', formatJst(at)], ['内容', report.detail]])}
`,
    };
  }
  return {
    title: '送受信が終わりました',
    menu: '/outbox',
    content: html`
<div class="notice ok">${mark('ok')}
<h1>送受信が終わりました</h1>
<p>${report.sent.length === 0 ? '送信したものはありません。' : `${report.sent.length}件が電子請求受付システムに届きました。`}
${report.changed.length === 0 ? '新しい結果はありませんでした。' : `${report.changed.length}件に新しい知らせがありました。`}</p>
${[...kept, ...remarks].map((remark) => html`<p>${remark}</p>`)}
<p class="next"><strong>次にすること:</strong> 《送信結果》で、到達と受付の結果を確かめてください。</p>
</div>
<p><a class="button" href="/results">送信結果を見る</a></p>
<p class="small">${formatJst(at)}</p>
`,
  };
}
