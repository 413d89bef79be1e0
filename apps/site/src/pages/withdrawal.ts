import { html, type Html } from '@togo/foundation/html';
import type { Withdrawal } from '@togo/trust';
import { addresses } from '../addresses.ts';
import { mark } from '../marks.ts';
import type { View } from '../view.ts';
import { inJapanese, momentWords, names } from '../words.ts';

/** On top of every page: who has such a file, or such a version on a PC, may come to any of them. */
export function withdrawalWarnings(view: View): readonly Html[] {
  return view.withdrawn.map((withdrawal) => warning(withdrawal, view));
}

function warning({ version, at, reason }: Withdrawal, { offered }: View): Html {
  const why = inJapanese(reason);
  return html`<div class="notice failed">${mark('fail')}
<h2>${names.installer} Ver.${version} の公開を中止しました</h2>
<p>${momentWords(at)} に中止しました。${why === undefined ? undefined : html`理由: ${why}`}</p>
<p class="next"><strong>次にすること:</strong></p>
<ul>
<li>ダウンロードしたファイル(名前に ${version} が付くもの)がある場合は、実行しないでください。</li>
<li>すでにインストールした場合は、${names.client}のサポート窓口へご連絡ください。送信前の請求情報は消さないでください。</li>
${offered === undefined ? undefined : html`<li>これからインストールする場合は、<a href="${addresses.download}">Ver.${offered.version} をダウンロード</a>してください。</li>`}
</ul>
</div>`;
}
