import { html, trusted, type Html } from '@togo/foundation/html';
import { addresses, type Address } from './addresses.ts';
import { pageHead } from './head.ts';
import { mark, sign } from './marks.ts';
import type { View } from './view.ts';
import { withdrawalWarnings } from './pages/withdrawal.ts';
import { momentWords, names } from './words.ts';

export interface Page {
  /** Stands first in the title of the window. */
  readonly title: string;
  /** The entry of the menu that the page belongs to. */
  readonly menu?: Address;
  readonly content: Html;
}

/** A whole page: the warnings first, then the menu, one column of content, and whom to ask. */
export function layOut({ title, menu, content }: Page, view: View): string {
  const { operator } = view.world;
  const items = menuOf(view).map(([address, label]) =>
    address === menu ? html`<li><a href="${address}" aria-current="page">${label}</a></li>` : html`<li><a href="${address}">${label}</a></li>`,
  );
  return html`${pageHead(`${title} - ${names.site}`, looks)}
<body>
<a class="skip" href="#main">本文へ進む</a>
<header class="top">
<p class="product">${trusted(sign)}<span class="name"><span class="system">${names.system}</span> ${names.site}</span></p>
${items.length === 0 ? undefined : html`<nav aria-label="ページの一覧"><ul>${items}</ul></nav>`}
</header>
${urgent(view)}
<main id="main" tabindex="-1">
${content}
</main>
<footer class="bottom">
<h2>お問い合わせ</h2>
<p>${names.client}のサポート窓口</p>
<ul class="plain">${operator.desk.map((line) => html`<li>${line}</li>`)}</ul>
<p class="small">${operator.name}${view.asOf === undefined ? undefined : html`<br>このご案内は、${momentWords(view.asOf)} の公表に基づいています。`}</p>
</footer>
</body>
</html>
`.text;
}

const looks = html`<link rel="stylesheet" href="${addresses.style}">
<link rel="icon" href="${addresses.icon}" type="image/svg+xml">`;

function urgent(view: View): Html | undefined {
  if (view.withdrawn.length === 0 && !view.world.operator.development) return undefined;
  return html`<aside class="urgent" aria-label="重要なお知らせ">
${view.world.operator.development ? developmentWarning : undefined}
${withdrawalWarnings(view)}
</aside>`;
}

const developmentWarning = html`<div class="notice warn">${mark('warn')}
<h2>これは確認用のページです</h2>
<p>ここにあるプログラムには、確認用の署名が付いています。事業所のパソコンでは使わないでください。</p>
</div>`;

function menuOf(view: View): readonly (readonly [Address, string])[] {
  if (view.statement === undefined) return [];
  return [
    [addresses.start, '作業の確認'],
    [addresses.download, 'ダウンロード'],
    ...(view.cutover === undefined ? [] : ([[addresses.guide, 'IE の設定']] as const)),
    [addresses.news, 'お知らせ'],
    [addresses.trouble, 'うまくいかないとき'],
  ];
}
