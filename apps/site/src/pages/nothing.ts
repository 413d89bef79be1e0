import { html } from '@togo/foundation/html';
import type { Page } from '../layout.ts';
import { mark } from '../marks.ts';
import { names } from '../words.ts';

/** Before the first announcement there is one page, and it promises nothing. */
export const nothingPage: Page = {
  title: '現在、お知らせはありません',
  content: html`
<div class="notice info">${mark('info')}
<h1>現在、お知らせはありません</h1>
<p>このページからダウンロードできるものは、まだありません。</p>
<p class="next"><strong>次にすること:</strong> お使いの${names.client}を、そのままお使いください。お知らせがあるときは、このページに掲載します。</p>
</div>`,
};
