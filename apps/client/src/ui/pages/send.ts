import { html, type Html } from '@togo/foundation/html';
import type { Entry } from '@togo/transmission';
import { describeClientCode } from '../../messages/client.ts';
import { tokenField, type Frame, type Page } from '../layout.ts';
import { claimTitle } from './claim-facts.ts';
import { noticeBlock } from './notice-block.ts';

export interface SendForm {
  /** The entry that the chosen file shall replace. */
  readonly replaces: Entry | undefined;
  /** Why the last choice was not taken. */
  readonly fault?: 'K-381' | 'K-382';
}

/** 送信: choose the files. Browsers but Internet Explorer take a file that is dropped on the field by themselves, without script. */
export function sendPage({ replaces, fault }: SendForm, frame: Frame): Page {
  return {
    title: fault === undefined ? '送信' : 'ファイルを選んでください - 送信',
    menu: '/send',
    content: html`
${fault === undefined ? undefined : noticeBlock(describeClientCode(fault), [], 2)}
<h1>${replaces === undefined ? '請求情報の送信' : '差し替える請求情報の送信'}</h1>
${replaces === undefined ? undefined : html`<p>取消が完了した「${claimTitle(replaces)}」の代わりに送信します。</p>`}
<p>請求ソフトで作った請求情報のファイルを選んでください。まず中身を確かめます。ここでは、まだ送信しません。</p>
<form method="post" action="/send" enctype="multipart/form-data">${tokenField(frame)}
${replaces === undefined ? undefined : html`<input type="hidden" name="replaces" value="${replaces.number}">`}
${chooser(replaces === undefined)}
<button type="submit" class="primary">確かめる</button>
</form>
`,
  };
}

function chooser(isMultiple: boolean): Html {
  const many = isMultiple ? html` multiple` : undefined;
  const hint = `${isMultiple ? 'いくつでも一度に選べます(100個まで)。' : ''}Edge や Chrome では、下の点線の枠の中へ、ファイルを引いてきて放すこともできます。`;
  return html`<p class="field choose"><label for="files">請求情報のファイル</label><span class="hint" id="files-hint">${hint}</span>
<input type="file" id="files" name="files" accept=".csv" aria-describedby="files-hint"${many}></p>`;
}
