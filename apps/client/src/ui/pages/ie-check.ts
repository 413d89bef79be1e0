import { html, type Html } from '@togo/foundation/html';
import { headlines, markOf, renderWho, type Evaluation, type Finding, type FixPlan, type Verdict } from '@togo/ie-settings';
import type { IeOutcome } from '../../ie-check/ie-outcome.ts';
import { tokenField, type Frame, type Page } from '../layout.ts';
import { mark } from '../marks.ts';
import { codeMark, supportDetails } from './notice-block.ts';

/** The word beside each mark. */
const words = { ok: '問題なし', warn: '注意', failed: '要対応', info: 'お知らせ' } as const;

function looks(verdict: Verdict): keyof typeof words {
  const name = markOf(verdict);
  return name === 'fail' ? 'failed' : name;
}

const fixTexts: Readonly<Record<FixPlan['kind'], string>> = {
  'add-tls12': 'TLS 1.2 を有効にします。ほかの設定は変えません。',
  'override-machine': 'お使いの方の設定として、TLS 1.2 を有効にします。パソコン全体の設定は変えません。',
  'delete-value': '正しくない設定値を取り除き、Windowsの標準の設定に戻します。',
};

/** Buttons of the tool, as the messages write them. */
const toolButtons = /\[(?:直す|元に戻す|結果を保存)\]/;

/** 設定の確認: what Internet Explorer is set to, and who can put it right with what. */
export function ieCheckPage({ evaluation, fix, account, details }: IeOutcome, tool: string, frame: Frame): Page {
  const { verdict, findings } = evaluation;
  // What somebody else has to do comes first, even where the user can correct something too.
  const ownFix = fix !== null && findings[0]?.who === 'U';
  const needsTool = [headlines[verdict], ...findings].some(({ advice }) => toolButtons.test(advice));
  return {
    title: `設定の確認 - ${headlines[verdict].title}`,
    menu: '/ie-check',
    content: html`
${verdictBlock(evaluation, account, ownFix ? `[${tool}を開く]を押し、下の《ご本人の設定の直し方》の順に進めてください。` : headlines[verdict].advice)}
${buttons(needsTool, tool, frame)}
<h2>確認した内容</h2>
<ul class="findings">${findings.map(findingItem)}</ul>
${fix === null ? undefined : fixSection(fix, tool)}
<h2>この確認について</h2>
<p>ブラウザーの Internet Explorer で電子請求受付システムを使うときのための確認です。設定を読むだけで、変えません。</p>
<p>介護伝送ソフトの送信には、Internet Explorer の設定を使いません。介護伝送ソフトが通信できるかは、<a href="/check">接続確認</a>で確かめてください。</p>
${supportDetails(details)}
`,
  };
}

function verdictBlock({ verdict }: Evaluation, account: string, advice: string): Html {
  const { title } = headlines[verdict];
  return html`<div class="notice ${looks(verdict)}">
${mark(looks(verdict))}
<h1>${title}</h1>
<p>${account} さんの設定を確認しました。</p>
<p class="next"><strong>次にすること:</strong> ${advice}</p>
</div>`;
}

/** The tool is what to do next where the words send the reader to its buttons. */
function buttons(needsTool: boolean, tool: string, frame: Frame): Html {
  const look = needsTool ? html` class="primary"` : undefined;
  const open = html`<form method="post" action="/ie-check/tool">${tokenField(frame)}<button type="submit"${look}>${tool}を開く</button></form>`;
  const again = againForm();
  return html`${needsTool ? html`<p>下の説明にある[直す]や[結果を保存]は、${tool}のボタンです。</p>` : undefined}
<div class="actions">${needsTool ? [open, again] : [again, open]}</div>`;
}

function againForm(): Html {
  return html`<form method="get" action="/ie-check"><button type="submit">もう一度確認</button></form>`;
}

function findingItem({ verdict, title, advice, who, support }: Finding): Html {
  const look = looks(verdict);
  const helper = renderWho(who);
  return html`<li>${mark(look)}
<h3><span class="word">${words[look]}</span> ${title}${codeMark(support)}</h3>
${advice === '' ? undefined : html`<p>${advice}</p>`}
${helper === '' ? undefined : html`<p>対応する人: ${helper}</p>`}
</li>`;
}

function fixSection({ kind }: FixPlan, tool: string): Html {
  return html`
<h2>ご本人の設定の直し方</h2>
<ol>
<li>[${tool}を開く]を押します。</li>
<li>${tool}の[直す]を押します。${fixTexts[kind]}管理者の権限は要りません。</li>
<li>Internet Explorer の画面をすべて閉じます。</li>
<li>この画面に戻り、[もう一度確認]を押します。</li>
</ol>`;
}

/** After the tool was started. */
export function ieToolPage(tool: string): Page {
  return {
    title: `${tool}を開きました`,
    menu: '/ie-check',
    content: html`
<div class="notice ok">
${mark('ok')}
<h1>${tool}を開きました</h1>
<p>${tool}の画面が見えないときは、画面の下に並んだボタンから選んでください。</p>
<p class="next"><strong>次にすること:</strong> ${tool}で設定を直したあと、この画面に戻り、[もう一度確認]を押してください。</p>
</div>
<div class="actions">${againForm()}</div>
`,
  };
}
