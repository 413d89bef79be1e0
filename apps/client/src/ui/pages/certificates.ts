import { html, type Html } from '@togo/foundation/html';
import type { CertificateList, ListedCertificate } from '../../certificates/certificate-service.ts';
import { formatJstDay } from '../../japanese-time.ts';
import { limits } from '../../limits.ts';
import { describeCertificateCode, type CertificateCode } from '../../messages/certificates.ts';
import type { Notice } from '../../messages/notice.ts';
import { tokenField, type Frame, type Page } from '../layout.ts';
import { mark } from '../marks.ts';
import { codeMark, factList, noticeBlock } from './notice-block.ts';

export const certificatesPath = '/settings/certificates';
export const usePath = `${certificatesPath}/use`;
export const ver8CertificatePath = `${certificatesPath}/ver8`;
export const removePath = `${certificatesPath}/remove`;

export interface CertificatesView extends CertificateList {
  /** Ver.8 left a .p12 file. */
  readonly hasVer8File: boolean;
}

/** What the page was reached by. */
export type CertificateOutcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly notice: Notice }
  /** Remarks: what is worth telling about the certificate just taken in. */
  | { readonly kind: 'imported'; readonly remarks: readonly Notice[] }
  | { readonly kind: 'chosen' }
  | { readonly kind: 'removed' };

const none = html`<p class="state">${mark('waiting')} <span>電子証明書は、まだ取り込んでいません。</span></p>`;

/** 電子証明書: those of this PC side by side, and the form that takes in another. */
export function certificatesPage({ certificates, damaged, notice, hasVer8File }: CertificatesView, outcome: CertificateOutcome, frame: Frame): Page {
  // Whoever has none yet takes that of Ver.8 first.
  const isVer8First = hasVer8File && certificates.length === 0;
  return {
    title: outcome.kind === 'refused' ? `${outcome.notice.title} - 電子証明書` : '電子証明書',
    menu: '/settings',
    content: html`
<h1>電子証明書</h1>
<p>電子請求受付システムとの通信に使います。電子証明書のパスワードは、このパソコンに保存しません。</p>
${outcomeBlock(outcome)}
<h2>このパソコンの電子証明書</h2>
${damaged === 0 ? undefined : noticeBlock(describeCertificateCode('C-713'), [], 2)}
${notice === undefined || isToldBy(outcome, notice) ? undefined : certificateNoticeBlock(notice)}
${certificates.length === 0 ? none : html`<ul class="findings">${certificates.map((certificate) => listItem(certificate, frame))}</ul>`}
${isVer8First ? ver8Form(true, frame) : undefined}
${importForm(!isVer8First, frame)}
${hasVer8File && !isVer8First ? ver8Form(false, frame) : undefined}
<p><a href="/settings">《設定》に戻る</a></p>
`,
  };
}

/** About the certificates: a need for care as long as they serve, else a failure. */
export function certificateNoticeBlock(notice: Notice): Html {
  const serve: readonly string[] = ['C-706', 'C-716'] satisfies CertificateCode[];
  return noticeBlock(notice, [], 2, serve.includes(notice.code) ? 'warn' : 'failed');
}

/** Asked before a certificate is removed. */
export function removePage(certificate: ListedCertificate, frame: Frame): Page {
  return {
    title: '電子証明書を消しますか',
    menu: '/settings',
    content: html`
<h1>この電子証明書を消しますか</h1>
${factList([['種類', kindName(certificate)], ['利用者', certificate.name], ['有効期間', period(certificate)]])}
<p>消すと、このパソコンではこの電子証明書を使えなくなります。もう一度使うには、発行されたときのファイルとパスワードが要ります。</p>
${certificate.isInUse ? html`<p><strong>今、使用中の電子証明書です。</strong></p>` : undefined}
<p><a class="button" href="${certificatesPath}">消さずに戻る</a></p>
<form method="post" action="${removePath}">${tokenField(frame)}${fingerprintField(certificate)}<button type="submit" class="quiet">この電子証明書を消す</button></form>
`,
  };
}

function isToldBy(outcome: CertificateOutcome, { code }: Notice): boolean {
  return outcome.kind === 'imported' && outcome.remarks.some((told) => told.code === code);
}

function outcomeBlock(outcome: CertificateOutcome): Html | undefined {
  switch (outcome.kind) {
    case 'none':
      return undefined;
    case 'refused':
      return noticeBlock(outcome.notice, [], 2);
    case 'imported':
      return html`${done('電子証明書を取り込みました。')}${outcome.remarks.map((remark) => noticeBlock(remark, [], 2, 'warn'))}`;
    case 'chosen':
      return done('使う電子証明書を変えました。');
    case 'removed':
      return done('電子証明書を消しました。');
  }
}

function done(text: string): Html {
  return html`<p class="state" role="status">${mark('ok')} <span>${text}</span></p>`;
}

function listItem(certificate: ListedCertificate, frame: Frame): Html {
  const { look, word } = stateOf(certificate);
  const label = `${kindName(certificate)}、${formatJstDay(certificate.until)}まで`;
  return html`<li>${mark(look)}
<h3><span class="word">${word}</span> ${kindName(certificate)}</h3>
<p>利用者: <span class="address">${certificate.name}</span></p>
<p>有効期間: ${period(certificate)}</p>
${certificate.isOfAnother ? remark('C-708') : undefined}
<div class="actions">
${certificate.validity === 'valid' && !certificate.isInUse ? useForm(certificate, label, frame) : undefined}
<form method="get" action="${removePath}">${fingerprintField(certificate)}<button type="submit" aria-label="消す(${label})">消す</button></form>
</div>
</li>`;
}

function useForm(certificate: ListedCertificate, label: string, frame: Frame): Html {
  const button = html`<button type="submit" aria-label="使う(${label})">使う</button>`;
  return html`<form method="post" action="${usePath}">${tokenField(frame)}${fingerprintField(certificate)}${button}</form>`;
}

function remark(code: CertificateCode): Html {
  return html`<p>${describeCertificateCode(code).title}${codeMark(code)}</p>`;
}

function stateOf({ validity, isInUse, daysLeft }: ListedCertificate): { readonly look: Parameters<typeof mark>[0]; readonly word: string } {
  if (validity === 'expired') return { look: 'failed', word: '期限切れ' };
  if (validity === 'not-yet-valid') return { look: 'waiting', word: 'まだ使えません' };
  const endsSoon = daysLeft <= limits.certificateWarningDays;
  if (isInUse) return endsSoon ? { look: 'warn', word: '使用中・期限が近い' } : { look: 'ok', word: '使用中' };
  return endsSoon ? { look: 'warn', word: '使えます・期限が近い' } : { look: 'info', word: '使えます' };
}

function kindName({ kind }: ListedCertificate): string {
  return kind?.name ?? '電子証明書(種類の記載なし)';
}

function period({ from, until, validity, daysLeft }: ListedCertificate): string {
  const left = validity !== 'valid' ? '' : daysLeft === 0 ? '(今日まで)' : `(あと${daysLeft}日)`;
  return `${formatJstDay(from)}から ${formatJstDay(until)}まで${left}`;
}

function fingerprintField({ fingerprint }: ListedCertificate): Html {
  return html`<input type="hidden" name="certificate" value="${fingerprint}">`;
}

function importForm(isNextStep: boolean, frame: Frame): Html {
  return html`
<h2>電子証明書を取り込む</h2>
<p>ダウンロードした電子証明書のファイル(名前の終わりが .p12 か .pfx のもの)と、発行のときに通知されたパスワードで取り込みます。今までの電子証明書は、そのまま残ります。</p>
<form method="post" action="${certificatesPath}" enctype="multipart/form-data">${tokenField(frame)}
<p class="field"><label for="p12">電子証明書のファイル</label><input type="file" id="p12" name="p12" accept=".p12,.pfx,application/x-pkcs12"></p>
<p class="field"><label for="password">電子証明書のパスワード</label><input type="password" id="password" name="password" autocomplete="off" spellcheck="false"></p>
${takeInButton(isNextStep)}
</form>`;
}

function ver8Form(isNextStep: boolean, frame: Frame): Html {
  return html`
<h2>Ver.8 の電子証明書を取り込む</h2>
<p>このパソコンで使っていた Ver.8 の電子証明書のファイルがあります。${isNextStep ? 'パスワードを入力すると、このソフトで使えるようになります。' : '取り込みが済んでいるときは、何もする必要はありません。'}</p>
<form method="post" action="${ver8CertificatePath}">${tokenField(frame)}
<p class="field"><label for="ver8-password">Ver.8 の電子証明書のパスワード</label><input type="password" id="ver8-password" name="password" autocomplete="off" spellcheck="false"></p>
${takeInButton(isNextStep, 'Ver.8 の電子証明書を')}
</form>`;
}

function takeInButton(isNextStep: boolean, what = ''): Html {
  const look = isNextStep ? html` class="primary"` : undefined;
  return html`<button type="submit"${look}>${what}取り込む</button>`;
}
