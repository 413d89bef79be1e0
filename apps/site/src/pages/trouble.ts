import { html, type Html } from '@togo/foundation/html';
import { addresses, codesAddress } from '../addresses.ts';
import type { Page } from '../layout.ts';
import type { View } from '../view.ts';
import type { CodeEntry } from '../site-world.ts';
import { names } from '../words.ts';

/** What the first letter of a code is about. The same letters in every program of the release. */
const letters: Readonly<Record<string, string>> = {
  T: '電子請求受付システムへの接続',
  S: '設定',
  I: 'インストール',
  K: '請求情報の内容',
  R: '送信の結果',
  U: '更新',
  C: '電子証明書',
};

/** Letters that have a page of their own, in the order above. */
export function codeLetters({ world }: View): readonly string[] {
  return Object.keys(letters).filter((letter) => world.codes.some(({ code }) => code.startsWith(letter)));
}

export function troublePage(view: View): Page {
  const signer = view.world.operator.signer;
  return {
    title: 'うまくいかないとき',
    menu: addresses.trouble,
    content: html`<h1>うまくいかないとき</h1>
<h2>画面に番号が表示されている場合</h2>
<p>「T-104」のような番号です。最初の文字を選んでください。</p>
<ul class="choices">${codeLetters(view).map((letter) => html`<li><a href="${codesAddress(letter)}"><span class="title">${letter} で始まる番号</span> <span class="answer">${letters[letter]}</span></a></li>`)}</ul>
${ieCodes(view)}
<h2>番号が表示されていない場合</h2>
<h3>ダウンロードできない</h3>
<p>通信の途中で切れたときは、もう一度ダウンロードしてください。何度も切れるときは、混み合わない時間に行うか、事業所の回線の担当の方にご相談ください。</p>
<h3>「Windows によって PC が保護されました」と表示される</h3>
<p>[詳細情報]をクリックし、発行元が「${signer}」であることを確認してください。違うときや「不明な発行元」のときは、[実行しない]をクリックし、サポート窓口へお知らせください。</p>
<h3>管理者のユーザー名とパスワードを求められる</h3>
<p>${names.installer}には管理者権限が必要です。パソコンの管理をしている方に実行してもらってください。</p>
<h3>インストールの途中でパソコンが止まった</h3>
<p>パソコンを起動し直し、${names.installer}をもう一度実行してください。前の版か新しい版のどちらかが使える状態になります。</p>
${view.cutover === undefined ? undefined : html`<h3>Internet Explorer に「このページを表示できません」と表示される</h3>
<p><a href="${addresses.guide}">Internet Explorer の設定の確認方法</a>をご覧ください。</p>`}
<h3>それでも解決しない</h3>
<p>${names.client}のサポート窓口へお問い合わせください。そのとき、画面に表示された番号と、${names.client}のバージョンをお知らせください。請求の締め切りについては、都道府県の国保連合会へお問い合わせください。</p>`,
  };
}

/** Every code of one letter, each with an address of its own: `trouble-t.html#T-104`. */
export function codesPage(letter: string, view: View): Page {
  const entries = view.world.codes.filter(({ code }) => code.startsWith(letter)).sort((a, b) => (a.code < b.code ? -1 : 1));
  return {
    title: `${letter} で始まる番号`,
    menu: addresses.trouble,
    content: html`<h1>${letter} で始まる番号</h1>
<p>${letters[letter]}の番号です。</p>
${letter === 'S' ? ieCodes(view) : undefined}
${entries.map(codeSection)}
<p class="back"><a href="${addresses.trouble}">うまくいかないときへ戻る</a></p>`,
  };
}

/** The codes of the IE check stand in its guide. */
function ieCodes({ cutover }: View): Html | undefined {
  return cutover === undefined ? undefined : html`<p>${names.checker}に表示された番号(S-200 から S-299 まで)は、<a href="${addresses.guide}">Internet Explorer の設定の確認方法</a>にあります。</p>`;
}

function codeSection({ code, title, explanation, next }: CodeEntry): Html {
  return html`<section class="finding" id="${code}">
<h2>${title}<span class="whole">(${code})</span></h2>
<p>${explanation}</p>
<p><strong>次にすること:</strong> ${next}</p>
</section>
`;
}
