import { claimCatalogue } from '@togo/claims';
import { html, type Html } from '@togo/foundation/html';
import { clientWords } from '../../messages/client.ts';
import { connectionWords } from '../../messages/connection.ts';
import { engineWords } from '../../messages/engine.ts';
import { ieMeanings } from '../../messages/ie-codes.ts';
import { fillIn, type Words } from '../../messages/notice.ts';
import { receptionWords } from '../../messages/reception.ts';
import type { Page } from '../layout.ts';
import { factList } from './notice-block.ts';

export interface SupportFacts {
  readonly versions: readonly (readonly [string, string])[];
  readonly hasResult: boolean;
  readonly hasGuide: boolean;
  /** The TLS versions of this release, in words. */
  readonly range: string;
}

/** サポート: what the support desk asks for. */
export function supportPage({ versions, hasResult, hasGuide, range }: SupportFacts): Page {
  return {
    title: 'サポート',
    menu: '/support',
    content: html`
<h1>サポート</h1>
<p>サポート窓口へお問い合わせのときは、問い合わせ票を保存して、お送りください。版、動作環境、コード、記録が入ります。請求の中身、被保険者番号、パスワードは入りません。</p>
<p><a class="button" href="/support/slip.txt">問い合わせ票を保存</a></p>
<h2>版と動作環境</h2>
${factList(versions)}
<h2>接続確認の結果</h2>
${hasResult
  ? html`<p>前回の接続確認の結果を、文書のファイルとして保存できます。請求情報やパスワードは入っていません。</p><p><a class="button" href="/check/result.txt">結果を保存</a></p>`
  : html`<p>この画面を開いてから、まだ確認していません。<a href="/check">接続確認</a>を行うと、結果を保存できます。</p>`}
${hasGuide ? html`<h2>手順書</h2><p><a href="/guide">手順書を見る</a></p>` : undefined}
<h2>コードの一覧</h2>
<p>画面に出るコードの意味です。</p>
${codeTable([...meanings(connectionWords, range), ...ieMeanings, ...meanings(clientWords, range), ...claimMeanings, ...meanings(receptionWords, range), ...meanings(engineWords, range)])}
`,
  };
}

function meanings(table: Readonly<Record<string, Words>>, range: string): (readonly [string, string])[] {
  const general = (explanation: string): string => fillIn(explanation.replace(/\(\{\w+\}\)/g, ''), { range, protocol: range, until: '決まった時刻', from: '', ended: '' });
  return Object.entries(table).map(([code, { title, explanation }]) => [code, `${title}。${general(explanation)}`]);
}

/** What a code of a claim file means, whatever the file. */
const claimMeanings = Object.entries(claimCatalogue).map(([code, { title }]) => [code, `${title}。`] as const);

function codeTable(codes: readonly (readonly [string, string])[]): Html {
  const rows = codes.map(([code, meaning]) => html`<tr><th scope="row">${code}</th><td>${meaning}</td></tr>`);
  return html`<table class="codes"><thead><tr><th scope="col">コード</th><th scope="col">意味</th></tr></thead><tbody>${rows}</tbody></table>`;
}
