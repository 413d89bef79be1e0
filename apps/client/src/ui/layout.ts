import { html, trusted, type Html } from '@togo/foundation/html';
import { menu, iconPath, stylePath, type MenuPath } from './addresses.ts';
import { sign } from './marks.ts';

/** What every page of a session shows around its content. */
export interface Frame {
  readonly productName: string;
  /** `Ver.9.1.0`; empty when release.json cannot be read. */
  readonly versionText: string;
  /** Signed for tests, or not at all: the page says so, lest somebody work with it. */
  readonly buildMark?: string;
  readonly formToken: string;
  /** What nobody may overlook, on whatever page. */
  readonly warning?: Html;
}

export interface Page {
  /** Stands first in the title of the window. */
  readonly title: string;
  /** The entry of the menu that the page belongs to. */
  readonly menu?: MenuPath;
  readonly content: Html;
}

export function layOut(page: Page, frame: Frame): Html {
  const items = menu.map(({ path, label }) =>
    path === page.menu ? html`<li><a href="${path}" aria-current="page">${label}</a></li>` : html`<li><a href="${path}">${label}</a></li>`,
  );
  return document(page.title, frame.productName, html`
<header class="top">
<p class="product">${trusted(sign)} <span class="name">${frame.productName}</span> ${frame.versionText}${frame.buildMark === undefined ? undefined : html` <span class="build-mark">${frame.buildMark}</span>`}</p>
<nav aria-label="画面の一覧"><ul>${items}</ul></nav>
</header>
${frame.warning}
<main id="main" tabindex="-1">
${page.content}
</main>
<footer class="bottom">
<form method="post" action="/quit">${tokenField(frame)}<button type="submit" class="quiet">介護伝送ソフトを終了する</button></form>
<p>この画面は、このパソコンの中だけで動いています。</p>
</footer>`);
}

/** A page outside a session: no menu, no forms. */
export function layOutBare(title: string, content: Html): Html {
  return document(title, '介護伝送ソフト', html`
<header class="top"><p class="product">${trusted(sign)} <span class="name">介護伝送ソフト</span></p></header>
<main id="main" tabindex="-1">
${content}
</main>`);
}

/** Every form carries it. */
export function tokenField({ formToken }: Pick<Frame, 'formToken'>): Html {
  return html`<input type="hidden" name="token" value="${formToken}">`;
}

function document(title: string, productName: string, body: Html): Html {
  return html`<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - ${productName}</title>
<link rel="stylesheet" href="${stylePath}">
<link rel="icon" href="${iconPath}" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main">本文へ進む</a>
${body}
</body>
</html>
`;
}
