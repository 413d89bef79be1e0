import { html, type Html } from '@togo/foundation/html';
import { facilityCases } from '@togo/release';
import { addresses, notesAddress } from '../addresses.ts';
import type { Page } from '../layout.ts';
import { mark } from '../marks.ts';
import type { View } from '../view.ts';
import { fromWords, names, whenWords } from '../words.ts';

const [client, otherVendor, delegated] = facilityCases;

export function clientCasePage(view: View): Page {
  return casePage(client.title, html`
<div class="notice info">${mark('info')}
<h2>作業が必要です</h2>
${deadline(view)}
</div>
<ol class="steps">
<li><h2>${names.installer}をインストールします</h2>
${installation(view)}</li>
${ieStep(view)}
</ol>`);
}

export function otherVendorCasePage(view: View): Page {
  return casePage(otherVendor.title, html`
<div class="notice info">${mark('info')}
<h2>お使いのソフトの問合せ窓口へご確認ください</h2>
<p>この${names.installer}は使いません。</p>
</div>
<ol class="steps">
<li><h2>お使いの伝送ソフトの対応を確認します</h2>
<p>お使いの伝送ソフトによって、対応時期やバージョンアップ方法が異なるため、お使いのソフトの問合せ窓口へご確認ください。</p></li>
${ieStep(view)}
</ol>`);
}

export function delegatedCasePage(): Page {
  return casePage(delegated.title, html`
<div class="notice ok">${mark('ok')}
<h2>作業は必要ありません</h2>
<p>事業所で国保連合会への請求情報送信を行っていない場合、セキュリティ強化に伴う設定等の作業は発生しません。</p>
</div>
<p>事業所でも請求情報を送信している場合は、<a href="${addresses.start}">作業の確認</a>へ戻り、送信に使っている伝送ソフトを選んでください。</p>`);
}

function casePage(title: string, answer: Html): Page {
  return { title, menu: addresses.start, content: html`<h1>${title}</h1>${answer}<p class="back"><a href="${addresses.start}">作業の確認へ戻る</a></p>` };
}

function deadline({ cutover }: View): Html {
  if (cutover === undefined) return html`<p>${names.installer}をインストールしてください。</p>`;
  if (cutover.past) return html`<p>${whenWords(cutover.when)} から、以前のバージョンでは請求情報を送信できないおそれがあります。いま行ってください。</p>`;
  return 'at' in cutover.when
    ? html`<p><strong>${whenWords(cutover.when)} まで</strong>に行ってください。過ぎると、請求情報を送信できなくなるおそれがあります。</p>`
    : html`<p>${fromWords(cutover.when)}、以前のバージョンでは請求情報を送信できなくなるおそれがあります。</p>`;
}

function installation({ offered, upcoming, stopped }: View): Html {
  if (stopped !== undefined) return html`<p>${names.installer}の公開を中止しています。再開のお知らせをお待ちください。</p>`;
  if (upcoming !== undefined) {
    const when = upcoming.general === undefined ? html`<p>Ver.${upcoming.version} の公開をお待ちください。</p>` : html`<p>Ver.${upcoming.version} は、<strong>${fromWords(upcoming.general)}</strong>入手できます。公開されましたら、このページからダウンロードできます。</p>`;
    return html`${when}<p>それまでは、いまの${names.client}をそのままお使いください。</p>`;
  }
  if (offered === undefined) return html`<p>ダウンロードできるものは、まだありません。</p>`;
  return html`<p>送信に使うパソコンごとに行います。<strong>管理者権限のあるアカウント</strong>が必要です。請求期間(毎月1日から10日まで)の前か後に行ってください。</p>
<p><a class="button primary" href="${addresses.download}">ダウンロードのページへ進む</a></p>
<p><a href="${notesAddress(offered.version)}">Ver.${offered.version} のリリースノートを読む</a></p>`;
}

function ieStep({ cutover, offered }: View): Html | undefined {
  if (cutover === undefined) return undefined;
  const tool = offered?.artefacts.some(({ kind }) => kind === 'checker') === true ? html`<p><a href="${addresses.download}#checker">${names.checker}</a>を使うと、調べて直すことができます。</p>` : undefined;
  return html`<li><h2>Internet Explorer の設定を確認します</h2>
<p>お使いのパソコンの Internet Explorer が、TLS 1.2 での通信が可能な設定となっているかご確認ください。<strong>請求に使う方がサインインした画面</strong>で行います。</p>
${tool}
<p><a href="${addresses.guide}">確認の手順を見る</a></p></li>`;
}
