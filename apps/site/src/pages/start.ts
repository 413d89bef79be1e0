import { html, type Html } from '@togo/foundation/html';
import { facilityCases } from '@togo/release';
import { addresses } from '../addresses.ts';
import type { Page } from '../layout.ts';
import { limits } from '../limits.ts';
import type { View } from '../view.ts';
import { fromWords, names, whenWords } from '../words.ts';
import { tlsTable } from '../tls-table.ts';
import { newsList } from './news.ts';

type CaseId = (typeof facilityCases)[number]['id'];

export const caseAddresses: Readonly<Record<CaseId, string>> = {
  client: addresses.client,
  'other-vendor': addresses.otherVendor,
  delegated: addresses.delegated,
};

/** どの作業が必要ですか: three plain links, in the words of the notice. */
export function startPage(view: View): Page {
  return {
    title: 'どの作業が必要ですか',
    menu: addresses.start,
    content: html`
<h1>どの作業が必要ですか</h1>
${introduction(view)}
<h2 id="cases">請求情報の送信のしかたを選んでください</h2>
<ul class="choices" aria-labelledby="cases">
${facilityCases.map(({ id, title }) => html`<li><a href="${caseAddresses[id]}"><span class="title">${title}</span> <span class="answer">${answerOf(id, view)}</span></a></li>`)}
</ul>
${schedule(view)}
${changes(view)}
<h2>お知らせ</h2>
${newsList(view, limits.newsOnFirstPage)}
<p><a href="${addresses.news}">お知らせの一覧を見る</a></p>`,
  };
}

function introduction({ cutover }: View): Html {
  if (cutover === undefined) return html`<p>${names.system}への請求情報の送信のしかたによって、必要な作業が異なります。</p>`;
  if (cutover.past) {
    return html`<p>${names.system}は、${whenWords(cutover.when)} から、<strong>TLS 1.2 のみ通信が可能</strong>となりました。作業がまだの事業所は、いま行ってください。</p>`;
  }
  return html`<p>${names.system}では、通信内容を保護する暗号化通信(TLS)のセキュリティを強化します。<strong>${fromWords(cutover.when)}、TLS 1.2 のみ通信が可能となります。</strong></p>`;
}

function answerOf(id: CaseId, { cutover, upcoming, stopped }: View): string {
  if (id === 'delegated') return '作業は必要ありません';
  const ieCheck = cutover === undefined ? '' : 'と、Internet Explorer の設定の確認';
  if (id === 'other-vendor') return `お使いのソフトの問合せ窓口への確認${ieCheck}`;
  if (stopped !== undefined) return `${names.installer}の公開を中止しています`;
  const coming = upcoming?.general === undefined ? '' : `(${fromWords(upcoming.general)})`;
  return `${names.installer}のインストール${coming}${ieCheck}`;
}

function schedule({ offered, upcoming, cutover }: View): Html | undefined {
  const rows = [
    ...(offered === undefined ? [] : [[`${names.installer} Ver.${offered.version} の公開`, '公開しています'] as const]),
    ...(upcoming?.general === undefined ? [] : [[`${names.installer} Ver.${upcoming.version} の公開`, whenWords(upcoming.general)] as const]),
    ...(cutover === undefined ? [] : [['TLS 1.2 だけの通信への切り替え', `${whenWords(cutover.when)}${cutover.past ? '(切り替わりました)' : ''}`] as const]),
  ];
  if (rows.length === 0) return undefined;
  return html`<h2>公開と切り替えの日時</h2>
<table class="facts"><tbody>${rows.map(([what, when]) => html`<tr><th scope="row">${what}</th><td>${when}</td></tr>`)}</tbody></table>`;
}

function changes({ cutover }: View): Html | undefined {
  return cutover === undefined ? undefined : html`<h2>変わること</h2>${tlsTable(cutover.when, cutover.past)}`;
}
