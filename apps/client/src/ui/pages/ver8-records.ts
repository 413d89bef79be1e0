import { html, type Html } from '@togo/foundation/html';
import { formatJst } from '../../japanese-time.ts';
import { limits } from '../../limits.ts';
import { describeClientCode } from '../../messages/client.ts';
import { ver8StateMarks } from '../../messages/ver8.ts';
import type { Ver8Record } from '../../ver8/parse-records.ts';
import type { Page } from '../layout.ts';
import { mark } from '../marks.ts';
import { pageLinks, type PageOf } from '../paging.ts';
import { noticeBlock } from './notice-block.ts';

export const ver8RecordsPath = '/results/ver8';

export interface Ver8RecordsView extends PageOf<Ver8Record> {
  /** On all pages. */
  readonly count: number;
  readonly unsent: number;
  readonly brokenLines: readonly number[];
}

/** Ver.8 で送信した記録: as Ver.8 knew it last. Nobody asks the reception system about it, and nothing can be done with it here. */
export function ver8RecordsPage(view: Ver8RecordsView): Page {
  const { shown, count, unsent, brokenLines } = view;
  return {
    title: 'Ver.8 で送信した記録',
    menu: '/results',
    content: html`
<h1>Ver.8 で送信した記録</h1>
<p>このパソコンで使っていた Ver.8 が残した記録です。状態は、Ver.8 が最後に確かめたときのものです。その後の状態は、電子請求受付システムに問い合わせていません。</p>
${unsent === 0 ? undefined : noticeBlock(describeClientCode('R-589'), [`未送信の請求情報は${unsent}件です。Ver.8 のフォルダーは、ふつうは C:\\KaigoDenso8 です。`], 2, 'warn')}
${brokenLines.length === 0 ? undefined : noticeBlock(describeClientCode('R-588'), [nameLines(brokenLines)], 2, 'warn')}
<p>${count === 0 ? '記録はありません。' : `記録は${count}件です。新しいものから示します。`}</p>
${shown.length === 0 ? undefined : recordTable(shown)}
${pageLinks(view, ver8RecordsPath)}
<p><a href="/results">《送信結果》に戻る</a></p>
`,
  };
}

/** For whoever looks at the file itself. */
function nameLines(lines: readonly number[]): string {
  const named = lines.slice(0, limits.ver8BrokenLinesMax).join('、');
  return `読めない行は${lines.length}行です(${named}行目${lines.length > limits.ver8BrokenLinesMax ? 'など' : ''})。`;
}

function recordTable(records: readonly Ver8Record[]): Html {
  const rows = records.map(
    ({ at, number, facility, fileName, state }) => html`<tr><th scope="row"><span class="name long">${fileName}</span><br>
<span class="small">事業所 ${facility}<br>整理番号<br>${number}</span></th>
<td>${formatJst(at)}</td><td>${mark(ver8StateMarks[state])}${state}${state === '未送信' ? unsentAdvice : undefined}</td></tr>`,
  );
  const heads = html`<th scope="col">請求情報</th><th scope="col" class="wide">日時</th><th scope="col" class="wide">状態</th>`;
  return html`<table class="axes"><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>`;
}

const unsentAdvice = html`<br><span class="small"><a href="/send">もとのファイルを選んで送信する</a></span>`;
