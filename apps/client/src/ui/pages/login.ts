import { processingMonthAt } from '@togo/claims';
import { html, type Html } from '@togo/foundation/html';
import { closingWarning } from '@togo/transmission';
import type { Federation, Session } from '@togo/transmission/protocol';
import { formatJst } from '../../japanese-time.ts';
import { clientWords } from '../../messages/client.ts';
import type { Notice } from '../../messages/notice.ts';
import { tokenField, type Frame, type Page } from '../layout.ts';
import { mark } from '../marks.ts';
import { codeMark, factList, noticeBlock } from './notice-block.ts';

/** Where to go after a log-in. */
export const destinations = { home: '/', exchange: '/exchange', notices: '/notices' } as const;
export type Destination = keyof typeof destinations;

export interface LogInForm {
  readonly userId: string;
  /** What is wrong with the user ID as it was typed. */
  readonly userIdFault: 'S-264' | 'S-265' | undefined;
  /** Why the log-in was refused. */
  readonly refusal: Notice | undefined;
  readonly next: Destination;
  /** A certificate is in use, and its key has to be opened. */
  readonly asksCertificate: boolean;
}

/** ログイン. The password is never filled in again. */
export function logInPage({ userId, userIdFault, refusal, next, asksCertificate }: LogInForm, frame: Frame): Page {
  const failed = refusal ?? userIdFault;
  return {
    title: failed === undefined ? 'ログイン' : 'ログインできませんでした - ログイン',
    content: html`
${refusal === undefined ? undefined : noticeBlock(refusal, [], 2)}
<h1>ログイン</h1>
<p>電子請求受付システムのユーザIDとパスワードを入力してください。国民健康保険団体連合会からの通知書に書いてあります。</p>
<form method="post" action="/login">${tokenField(frame)}<input type="hidden" name="next" value="${next}">
${userIdField(userId, userIdFault)}
<p class="field"><label for="password">パスワード</label><span class="hint" id="password-hint">大文字と小文字を区別します。はじめてのときは仮パスワードです。</span>
<input type="password" id="password" name="password" autocomplete="off" aria-describedby="password-hint"></p>
${asksCertificate ? certificateField() : undefined}
<button type="submit" class="primary">ログインする</button>
</form>
<p>パスワードはこのパソコンに保存しません。続けて3回まちがえると、30分間ログインできなくなります。</p>
`,
  };
}

function userIdField(value: string, fault: LogInForm['userIdFault']): Html {
  const words = fault === undefined ? undefined : clientWords[fault];
  const told = words === undefined || fault === undefined ? undefined : html`<span class="fault" id="user-fault">${words.explanation}${words.next}${codeMark(fault)}</span>`;
  const invalid = fault === undefined ? html` aria-describedby="user-hint"` : html` aria-invalid="true" aria-describedby="user-fault user-hint"`;
  return html`<p class="field${fault === undefined ? '' : ' faulty'}"><label for="user">ユーザID</label>${told}
<span class="hint" id="user-hint">「KJ」で始まる14文字です。</span>
<input type="text" id="user" name="userId" value="${value}" maxlength="40" autocomplete="username" spellcheck="false"${invalid}></p>`;
}

function certificateField(): Html {
  return html`<p class="field"><label for="certificate-password">電子証明書のパスワード</label>
<span class="hint" id="certificate-hint">電子証明書を取り込んだときのパスワードです。</span>
<input type="password" id="certificate-password" name="certificatePassword" autocomplete="off" aria-describedby="certificate-hint"></p>`;
}

/** ログイン, when somebody is logged in already. */
export function sessionPage(session: Session, now: Date, frame: Frame): Page {
  const kind = session.kind === 'agent' ? `代理人(${session.facilities.length}事業所)` : '事業所';
  return {
    title: 'ログインしています',
    content: html`
<h1>ログインしています</h1>
${factList([['ユーザID', session.userId], ['種類', kind], ['国保連合会', session.federation.name], ...closingFacts(session.federation, now)])}
<form method="post" action="/logout">${tokenField(frame)}<button type="submit">ログインを終わる</button></form>
<p><a href="/password">パスワードを変更する</a></p>
`,
  };
}

/** The closing times of the claims window that is open, or of the next one: label and value. */
export function closingFacts({ sendUntil, cancelUntil }: Federation, now: Date): readonly (readonly [string, string])[] {
  const month = processingMonthAt(now);
  const told = (closing: Federation['sendUntil']): string => {
    const { state, until } = closingWarning(closing, month, now);
    return `${formatJst(until)}${state === 'passed' ? '(過ぎました)' : ' まで'}`;
  };
  return [['送信の締切', told(sendUntil)], ['取消の締切', told(cancelUntil)]];
}

export interface PasswordForm {
  readonly refusal: Notice | undefined;
  readonly isProvisional: boolean;
  readonly next: Destination;
}

/** パスワードの変更: the first log-in needs it. */
export function passwordPage({ refusal, isProvisional, next }: PasswordForm, frame: Frame): Page {
  const field = (id: string, name: string, label: string): Html =>
    html`<p class="field"><label for="${id}">${label}</label><input type="password" id="${id}" name="${name}" autocomplete="off"></p>`;
  return {
    title: 'パスワードの変更',
    content: html`
${refusal === undefined ? undefined : noticeBlock(refusal, [], 2)}
<h1>パスワードの変更</h1>
${isProvisional ? html`<p class="state">${mark('info')} <span>はじめてのログインです。仮パスワードを、ご自分で決めたパスワードに変更してください。変更するまで、送信はできません。</span></p>` : undefined}
<p>新しいパスワードは、半角の英字と数字をまぜて、8文字から16文字で決めてください。</p>
<form method="post" action="/password">${tokenField(frame)}<input type="hidden" name="next" value="${next}">
${field('current', 'current', isProvisional ? '仮パスワード(いまのパスワード)' : 'いまのパスワード')}
${field('new', 'password', '新しいパスワード')}
${field('again', 'again', '新しいパスワード(確認のため、もう一度)')}
<button type="submit" class="primary">パスワードを変更する</button>
</form>
`,
  };
}
