import type { Manifest } from '@togo/release/manifest';
import type { CheckOutcome } from '../../check/check-outcome.ts';
import { formatJst } from '../../japanese-time.ts';
import { describeRange } from '../../messages/tls-names.ts';
import { html, type Html } from '../html.ts';
import type { Page } from '../layout.ts';
import { mark } from '../marks.ts';
import { codeMark } from './notice-block.ts';

/** 開始: which version this is, what to do, how the last check ended. */
export function homePage(manifest: Manifest, lastCheck: CheckOutcome | undefined, startCheck: Html): Page {
  const range = describeRange(manifest.tls);
  const pinned = manifest.tls.min === manifest.tls.max;
  return {
    title: '開始',
    menu: '/',
    content: html`
<h1>${manifest.productNames.client} Ver.${manifest.version}</h1>
<p>このソフトは、電子請求受付システムと ${range} で通信します。${pinned ? 'そのほかの方式では通信しません。' : undefined}</p>
<h2>このパソコンで確認すること</h2>
<p>電子請求受付システムと通信できるかを確認します。請求情報は送信しません。</p>
${startCheck}
<h2>前回の確認</h2>
${lastCheckLine(lastCheck)}
`,
  };
}

function lastCheckLine(lastCheck: CheckOutcome | undefined): Html {
  if (lastCheck === undefined) return html`<p class="state">${mark('waiting')} <span>この画面を開いてから、まだ確認していません。</span></p>`;
  const { notice, at } = lastCheck;
  return html`<p class="state">${mark(notice.ok ? 'ok' : 'failed')} <span>${notice.title}${codeMark(notice.code)}<br>${formatJst(at)} <a href="/check/result">結果を見る</a></span></p>`;
}
