import { html, type Html } from '@togo/foundation/html';
import { formatJst } from '../../japanese-time.ts';
import type { Notice } from '../../messages/notice.ts';
import type { AskingPlan } from '../../sending/plan-asking.ts';
import { codeMark } from './notice-block.ts';

export interface AskingView {
  readonly plan: AskingPlan;
  /** When the reception system was asked last, by whomever; how it ended is told where it failed. */
  readonly last: { readonly at: Date; readonly failure: Notice | undefined } | undefined;
}

/** Whether the client asks for results by itself, when it did, and when it will again. Nothing where nothing is undecided. */
export function askingNote({ plan, last }: AskingView): Html | undefined {
  if (plan.kind === 'nothing') return undefined;
  const failure = last?.failure === undefined ? undefined : html` ${last.failure.title}${codeMark(last.failure.code)}`;
  return html`<p class="small">前回の問い合わせ: ${last === undefined ? 'まだありません' : formatJst(last.at)}${failure}<br>
次の自動の問い合わせ: ${plan.kind === 'planned' ? `${formatJst(plan.next)} ごろ` : 'ありません'}</p>
<p class="small">${explain(plan)}</p>`;
}

function explain(plan: Exclude<AskingPlan, { kind: 'nothing' }>): Html {
  switch (plan.kind) {
    case 'planned':
      return html`結果が出るまで、自動で問い合わせます。そのあと、この画面も新しくなります。送信待ちの請求情報や取消の依頼は、自動では送信しません。`;
    case 'needs-log-in':
      return html`送信したユーザIDで<a href="/login">ログイン</a>しているあいだ、自動で問い合わせます。`;
    case 'stopped':
      return html`電子請求受付システムが前回の問い合わせを受け付けなかったため、自動の問い合わせを止めています。[送受信する]を押して終わると、また自動で問い合わせます。`;
  }
}
