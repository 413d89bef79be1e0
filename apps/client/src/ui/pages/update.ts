import { html, type Html } from '@togo/foundation/html';
import type { Withdrawal } from '@togo/trust';
import { formatAbout, formatJst } from '../../japanese-time.ts';
import { describeClientCode } from '../../messages/client.ts';
import type { Notice } from '../../messages/notice.ts';
import type { DownloadState } from '../../update/download-run.ts';
import type { Outlook } from '../../update/judge-world.ts';
import type { Asked, Held } from '../../update/update-folder.ts';
import { tokenField, type Frame, type Page } from '../layout.ts';
import { mark } from '../marks.ts';
import { codeMark, noticeBlock, supportDetails } from './notice-block.ts';

export const updatePaths = { show: '/update', check: '/update/check', download: '/update/download', cancel: '/update/cancel', start: '/update/start' } as const;

export interface UpdateView {
  readonly installed: string;
  /** Undefined while nothing is known. */
  readonly outlook: Outlook | undefined;
  readonly asked: Asked | undefined;
  /** Why the origin could not be asked, or the download did not come. */
  readonly failure: Notice | undefined;
  /** English, for support. */
  readonly details: readonly (readonly [string, string])[];
  readonly notes: string | undefined;
  readonly held: Held | undefined;
  /** When the client asks by itself. */
  readonly nextAt: Date;
  /** Facilities are busy with their claims. */
  readonly canWait: boolean;
}

/** 更新の確認: whether there is a newer version, what it brings, and how to get it. */
export function updatePage(view: UpdateView, frame: Frame): Page {
  const { outlook, asked, failure, details, nextAt } = view;
  const head = headOf(view);
  return {
    title: `${head.title} - 更新の確認`,
    menu: updatePaths.show,
    content: html`
${head.block}
${outlook?.withdrawn === undefined ? undefined : withdrawnBlock(outlook.withdrawn)}
${outlook?.offer === undefined ? undefined : offerPart(view, failure !== undefined, frame)}
${checkForm(frame, failure !== undefined || asked === undefined)}
<p class="small">前回、確認できた日時: ${asked?.answeredAt === undefined ? 'まだありません' : formatJst(asked.answeredAt)}<br>
次の自動の確認: ${formatJst(nextAt)} ごろ(このソフトを開いているとき)</p>
<p class="small">自動では、新しい版があるかどうかを確かめるだけです。ダウンロードもインストールも、ボタンを押すまで行いません。</p>
${details.length === 0 ? undefined : supportDetails(details)}
`,
  };
}

interface Head {
  readonly title: string;
  readonly block: Html;
}

function headOf({ installed, outlook, asked, failure, held }: UpdateView): Head {
  if (failure !== undefined) return { title: `${failure.title}(${failure.code})`, block: noticeBlock(failure) };
  const offer = outlook?.offer;
  if (offer !== undefined) {
    const title = held?.isWhole === true ? `Ver.${offer.version} をインストールできます` : `新しい版があります: Ver.${offer.version}`;
    return { title, block: html`<h1>${title}</h1><p>お使いの版は Ver.${installed} です。</p>` };
  }
  if (outlook === undefined || asked === undefined) {
    const aim = html`<p>お使いの版(Ver.${installed})より新しい版があるかを、配布元に確かめます。請求情報は送信しません。</p>`;
    return { title: 'まだ確認していません', block: html`<h1>更新の確認</h1>${aim}` };
  }
  if (outlook.withheld?.why === 'no-file') {
    const notice = describeClientCode('U-602');
    return { title: `${notice.title}(${notice.code})`, block: noticeBlock(notice) };
  }
  if (outlook.withdrawn !== undefined) return { title: '新しい版はまだありません', block: html`<h1>新しい版はまだありません</h1>` };
  return { title: '最新の版です', block: upToDate(installed, outlook, asked.at) };
}

function upToDate(installed: string, { withheld }: Outlook, at: Date): Html {
  return html`<div class="notice ok">
${mark('ok')}
<h1>最新の版です(Ver.${installed})</h1>
<p>${formatJst(at)} に確かめました。</p>
${withheld === undefined ? undefined : html`<p>Ver.${withheld.version} は、配布を取りやめています。入れる必要はありません。</p>`}
<p class="next"><strong>次にすること:</strong> ありません。このままお使いください。</p>
</div>`;
}

function withdrawnBlock({ version, at, reason }: Withdrawal): Html {
  return noticeBlock(describeClientCode('U-641'), [`理由: ${reason}`, `Ver.${version} の配布を取りやめた日時: ${formatJst(new Date(at))}`], 2, 'warn');
}

function offerPart(view: UpdateView, isBelowFailure: boolean, frame: Frame): Html {
  const { outlook, held, notes, canWait } = view;
  const offer = outlook?.offer;
  if (offer === undefined) return html``;
  const heading = isBelowFailure ? html`<h2>新しい版: Ver.${offer.version}</h2>` : undefined;
  const isHurried = outlook?.withdrawn !== undefined;
  const later = isHurried ? undefined : 'インストールは、11日からでもかまいません。';
  const window = html`<p class="state">${mark('info')} <span>いまは請求期間(毎月1日から10日)です。送信を先にしてください。${later}</span></p>`;
  const look = canWait || isBelowFailure ? undefined : html` class="primary"`;
  const step = held?.isWhole === true ? readyStep(frame, look) : downloadStep(view, frame, look);
  const words = notes === undefined ? undefined : html`<h2>Ver.${offer.version} のお知らせ</h2><div class="plain-text">${withoutRules(notes)}</div>`;
  return html`${heading}<p>${offer.title}</p>${canWait ? window : undefined}${step}${words}`;
}

/** Lines that only underline a heading do not fit a narrow window. */
function withoutRules(text: string): string {
  return text.replaceAll(/^[=-]{8,}\r?\n/gm, '').trim();
}

function downloadStep({ outlook, held }: UpdateView, frame: Frame, look: Html | undefined): Html {
  const { bytes } = outlook?.offer?.artefact ?? { bytes: 0 };
  const part = held === undefined || held.bytes === 0 ? undefined : html`<p>途中(${megabytes(held.bytes)})まで届いています。続きからダウンロードします。</p>`;
  const label = part === undefined ? 'ダウンロードする' : '続きをダウンロードする';
  return html`<p>ダウンロードする大きさ: ${megabytes(bytes)}</p>${part}
<form method="post" action="${updatePaths.download}">${tokenField(frame)}<button type="submit"${look}>${label}</button></form>`;
}

function readyStep(frame: Frame, look: Html | undefined): Html {
  return html`<p class="state">${mark('ok')} <span>ダウンロードは終わりました。届いたときに、配布元の署名したものと同じであることを確かめました。始める前に、もう一度確かめます。まだインストールしていません。</span></p>
<ol>
<li>[インストールを始める]を押します。</li>
<li>Windowsの確認の画面が出たら、発行元を見て[はい]を選びます。管理者の権限が要ります。</li>
<li>インストーラの画面の案内にしたがいます。介護伝送ソフトは、途中で終了します。</li>
</ol>
<form method="post" action="${updatePaths.start}">${tokenField(frame)}<button type="submit"${look}>インストールを始める</button></form>`;
}

function checkForm(frame: Frame, isNextStep: boolean): Html {
  const look = isNextStep ? html` class="primary"` : undefined;
  return html`<form method="post" action="${updatePaths.check}">${tokenField(frame)}<button type="submit"${look}>更新を確認する</button></form>`;
}

/** While it runs. The browser asks again by itself (Refresh header); the page needs no script. */
export function downloadingPage(version: string, { doneBytes, totalBytes, secondsLeft }: DownloadState, frame: Frame): Page {
  const percent = totalBytes === 0 ? 0 : Math.floor((doneBytes / totalBytes) * 100);
  return {
    title: 'ダウンロードしています - 更新の確認',
    menu: updatePaths.show,
    content: html`
<h1>Ver.${version} をダウンロードしています</h1>
<p role="status">${megabytes(totalBytes)} のうち ${megabytes(doneBytes)} が届きました。${secondsLeft === undefined ? undefined : `残り${formatAbout(secondsLeft)}です。`}</p>
<p><progress class="bar" max="100" value="${percent}" aria-label="ダウンロードの進み具合">${percent}%</progress></p>
<p>終わると、この画面が変わります。ほかの画面を使ったり、送信したりしても、ダウンロードは続きます。</p>
<form method="post" action="${updatePaths.cancel}">${tokenField(frame)}<button type="submit">ダウンロードを中止する</button></form>
<p class="small">中止しても、届いたところまではこのパソコンに残り、次は続きから始めます。<a href="${updatePaths.show}">いまの様子を見る</a></p>
`,
  };
}

/** After the installer was opened. Whether it shows anything, nobody can see from here. */
export function installerOpenedPage(version: string): Page {
  return {
    title: 'インストーラを開きました - 更新の確認',
    menu: updatePaths.show,
    content: html`
<div class="notice info">
${mark('info')}
<h1>Ver.${version} のインストーラを開きました</h1>
<p>Windowsの確認の画面や、インストーラの画面が見えないときは、画面の下に並んだボタンから選んでください。</p>
<p class="next"><strong>次にすること:</strong> インストーラの画面の案内にしたがってください。何も出ないときは、《更新の確認》から、もう一度行ってください。</p>
</div>
<p><a class="button" href="${updatePaths.show}">更新の確認に戻る</a></p>
`,
  };
}

/** 開始: that there is a newer version. */
export function offerLine(version: string, canWait: boolean): Html {
  const later = canWait ? 'インストールは、請求期間が終わる11日からでもかまいません。' : undefined;
  return html`<p class="state">${mark('info')} <span>新しい版(Ver.${version})があります。${later}<a href="${updatePaths.show}">《更新の確認》で見る</a></span></p>`;
}

/** On every page, as long as it holds. */
export function withdrawnStrip(): Html {
  const { title, code } = describeClientCode('U-641');
  const link = html`<a href="${updatePaths.show}">《更新の確認》で、理由とすることを見る</a>`;
  return html`<aside class="strip" aria-label="大切なお知らせ">${mark('warn')}<p><strong>${title}${codeMark(code)}</strong><br>${link}</p></aside>`;
}

/** As the download site writes it. */
function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
