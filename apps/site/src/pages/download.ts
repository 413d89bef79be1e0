import { html, type Html } from '@togo/foundation/html';
import type { Artefact, Release } from '@togo/trust';
import { addresses, fileAddress, notesAddress } from '../addresses.ts';
import type { Page } from '../layout.ts';
import { mark } from '../marks.ts';
import { sectionOf } from '../signed-page.ts';
import type { View } from '../view.ts';
import { fromWords, megabytes, names } from '../words.ts';

export function downloadPage(view: View): Page {
  return {
    title: 'ダウンロード',
    menu: addresses.download,
    content: html`<h1>ダウンロード</h1>
${soon(view)}
${view.offered === undefined ? nothingOnOffer(view) : downloads(view.offered, view)}
${pilotNote(view)}`,
  };
}

/** For the facilities that were asked to try the next version; there for good, since whoever was asked keeps the address. */
export function pilotPage(view: View): Page {
  const content = view.pilot === undefined ? noPilot : pilotDownloads(view.pilot, view);
  return { title: pilotTitle, menu: addresses.download, content: html`<h1>${pilotTitle}</h1>${content}` };
}

const pilotTitle = '先行して確認いただく事業所の方へ';

const noPilot = html`<p>先行の公開は、いま行っていません。<a href="${addresses.download}">ダウンロードのページ</a>をご覧ください。</p>`;

function pilotDownloads(pilot: Release, view: View): Html {
  return html`
<div class="notice info">${mark('info')}
<h2>連絡を受けた事業所だけの公開です</h2>
<p>Ver.${pilot.version} を先に使ってお確かめいただくよう、連絡を受けた事業所のためのページです。連絡を受けていない事業所は、一般の公開をお待ちください。</p>
</div>
${downloads(pilot, view)}`;
}

function soon({ upcoming }: View): Html | undefined {
  if (upcoming === undefined) return undefined;
  return html`<div class="notice info">${mark('info')}
<h2>Ver.${upcoming.version} は、まだ公開していません</h2>
<p>${upcoming.general === undefined ? '公開の日時は、お知らせに掲載します。' : `${fromWords(upcoming.general)}入手できます。`}</p>
</div>`;
}

function nothingOnOffer({ stopped, upcoming }: View): Html | undefined {
  if (stopped !== undefined) return html`<p>Ver.${stopped.version} の公開を中止しているため、ダウンロードできるものはありません。再開するときは、お知らせに掲載します。</p>`;
  return upcoming === undefined ? html`<p>ダウンロードできるものは、まだありません。</p>` : undefined;
}

function pilotNote({ pilot }: View): Html | undefined {
  if (pilot === undefined) return undefined;
  return html`<h2>${pilotTitle}</h2>
<p>連絡を受けた事業所の方は、<a href="${addresses.pilot}">Ver.${pilot.version} のページ</a>へお進みください。</p>`;
}

function downloads({ version, artefacts }: Release, { world, cutover }: View): Html {
  const find = (kind: Artefact['kind']): Artefact | undefined => artefacts.find((one) => one.kind === kind);
  const { signer } = world.operator;
  const [installer, update, checker] = [find('installer'), find('update'), find('checker')];
  const notes = artefacts.find(({ kind, target }) => kind === 'notes' && target.endsWith('.html'));
  return html`
${installer === undefined ? undefined : html`<section aria-labelledby="installer">
<h2 id="installer">${names.installer} Ver.${version}</h2>
<p>${names.client}を、このパソコンに入れます。すでに入っているときは、新しい版にします。</p>
${button(installer, `${names.installer}をダウンロード`, 'primary')}
${facts(installer, signer, '管理者権限のあるアカウントの方')}
</section>`}
${notes === undefined ? undefined : html`<section aria-labelledby="steps">
<h2 id="steps">インストールの手順</h2>
<div class="document">${sectionOf(world.pages, notes.target, 'インストールの手順')}</div>
<p><a href="${notesAddress(version)}">Ver.${version} のリリースノートを読む</a></p>
</section>`}
${checker === undefined || cutover === undefined ? undefined : html`<section aria-labelledby="checker">
<h2 id="checker">${names.checker}</h2>
<p>Internet Explorer が TLS 1.2 で通信できる設定かどうかを調べ、必要なときは直します。インストールは要りません。${names.installer}にも入っています。</p>
${button(checker, `${names.checker}をダウンロード`, '')}
${facts(checker, signer, 'どなたでも(請求に使う方がサインインした画面で)')}
</section>`}
${update === undefined ? undefined : html`<section aria-labelledby="update">
<h2 id="update">更新ファイル(通信量を少なくしたい場合)</h2>
<p>${update.base === undefined ? '前のバージョン' : `Ver.${update.base} `}が正しく入っているパソコンだけで使えます。分からないときは、${names.installer}をお使いください。</p>
${button(update, '更新ファイルをダウンロード', '')}
${facts(update, signer, '管理者権限のあるアカウントの方')}
</section>`}
<h2>ファイルの確かめ方</h2>
<ol class="steps">
<li>ダウンロードしたファイルを右クリックし、[プロパティ]をクリックします。</li>
<li>《デジタル署名》タブをクリックし、署名者名が「${signer}」であることを確認します。</li>
</ol>
<p>署名者名が違うときや、《デジタル署名》タブがないときは、実行せずにサポート窓口へお知らせください。</p>
<div class="details">
<h3>詳細(サポート窓口用)</h3>
<p>ファイルの SHA-256 は次のとおりです。</p>
<dl>${[installer, checker, update].map((artefact) => (artefact === undefined ? undefined : html`<dt>${fileName(artefact)}</dt><dd class="hash">${artefact.sha256}</dd>`))}</dl>
</div>`;
}

function button(artefact: Artefact, label: string, look: '' | 'primary'): Html {
  return html`<p><a class="button ${look}" href="${fileAddress(artefact.target)}">${label}<span class="whole">(${megabytes(artefact.bytes)})</span></a></p>`;
}

function facts(artefact: Artefact, signer: string, who: string): Html {
  const rows = [
    ['ファイルの名前', fileName(artefact)],
    ['大きさ', megabytes(artefact.bytes)],
    ['使える方', who],
    ['使えるパソコン', 'Windows 8.1、Windows 10'],
    ['署名者名', signer],
  ] as const;
  return html`<table class="facts"><tbody>${rows.map(([what, words]) => html`<tr><th scope="row">${what}</th><td>${words}</td></tr>`)}</tbody></table>`;
}

function fileName({ target }: Artefact): string {
  return target.slice(target.lastIndexOf('/') + 1);
}
