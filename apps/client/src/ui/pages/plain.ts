import { html, type Html } from '@togo/foundation/html';
import type { Notice } from '../../messages/notice.ts';
import { layOutBare, type Page } from '../layout.ts';
import { mark } from '../marks.ts';
import { noticeBlock, supportDetails } from './notice-block.ts';

/** A page that tells one thing that went wrong, inside a session. */
export function noticePage(notice: Notice, details: readonly (readonly [string, string])[] = []): Page {
  return { title: notice.title, content: html`${noticeBlock(notice)}${details.length > 0 ? supportDetails(details) : undefined}` };
}

/** The same outside a session. */
export function bareNoticePage(notice: Notice): Html {
  return layOutBare(notice.title, noticeBlock(notice));
}

/** The last page of a run. */
export function farewellPage(): Html {
  return layOutBare('終了', html`
<div class="notice ok">
${mark('ok')}
<h1>介護伝送ソフトを終了します</h1>
<p class="next">この画面を閉じてください。もう一度使うときは、スタートメニューから《介護伝送ソフト》を開いてください。</p>
</div>`);
}
