import { html, trusted } from '@togo/foundation/html';
import { guideTitle, toGuideBody } from '@togo/ie-settings';
import { addresses } from '../addresses.ts';
import type { Page } from '../layout.ts';
import { unfocusable } from '../marks.ts';
import type { View } from '../view.ts';
import { names } from '../words.ts';

const [, body = ''] = /^<main class="guide">([^]*)<\/main>$/.exec(toGuideBody()) ?? [];

/** The guide of @togo/ie-settings, in the frame of the site. */
export function guidePage({ offered }: View): Page {
  const hasTool = offered?.artefacts.some(({ kind }) => kind === 'checker') === true;
  return {
    title: guideTitle,
    menu: addresses.guide,
    content: html`${hasTool ? html`<p class="aside"><a href="${addresses.download}#checker">${names.checker}をダウンロード</a>すると、この確認を自動で行えます。</p>` : undefined}
<div class="guide">${trusted(unfocusable(body))}</div>`,
  };
}
