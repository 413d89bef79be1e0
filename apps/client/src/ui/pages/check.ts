import { html, type Html } from '@togo/foundation/html';
import { formatAddress, type Address } from '../../address.ts';
import { detailRows, type CheckOutcome } from '../../check/check-outcome.ts';
import { tokenField, type Frame, type Page } from '../layout.ts';
import { noticeBlock, supportDetails } from './notice-block.ts';

/** The button that starts the check, blue where pressing it is what to do next. Works without script, so the browser waits for the answer. */
export function checkForm(frame: Frame, label: string, isNextStep = true): Html {
  const look = isNextStep ? html` class="primary"` : undefined;
  return html`<form method="post" action="/check">${tokenField(frame)}<button type="submit"${look}>${label}</button></form>`;
}

/** 接続確認, before the check. */
export function checkPage(reception: Address, frame: Frame): Page {
  return {
    title: '接続確認',
    menu: '/check',
    content: html`
<h1>接続確認</h1>
<p>電子請求受付システムと通信できるかを確認します。請求情報は送信しません。</p>
<p>接続先: <strong class="address">${formatAddress(reception)}</strong></p>
${checkForm(frame, '接続を確認する')}
<p>ボタンを押すと、このパソコンから実際に接続します。結果が出るまで、10秒ほどかかることがあります。</p>
`,
  };
}

/** 接続確認, after the check. */
export function checkResultPage(outcome: CheckOutcome, frame: Frame): Page {
  const { notice } = outcome;
  const save = html`<a class="button" href="/check/result.txt">結果を保存</a>`;
  return {
    title: `${notice.ok ? '接続できました' : '接続を確認できませんでした'}(${notice.code})`,
    menu: '/check',
    content: html`
${noticeBlock(notice, outcome.remarks)}
<div class="actions">${checkForm(frame, 'もう一度確認', !notice.ok)}${save}</div>
${supportDetails(detailRows(outcome, frame.versionText))}
`,
  };
}
