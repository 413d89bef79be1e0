import { dialogDrawing, errorPageDrawing, menuDrawing } from './drawings.ts';
import { guideEntries, type GuideEntry } from './entries.ts';
import { guideStyle } from './style.ts';

export const guideTitle = 'Internet Explorerのセキュリティ設定の確認方法';

/** The illustrated guide as a page of its own: no script, no other file, readable in IE 11 and on paper. */
export function toGuideHtml(): string {
  return [
    '<!DOCTYPE html>',
    '<html lang="ja">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta http-equiv="X-UA-Compatible" content="IE=edge">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${guideTitle}</title>`,
    `<style>${guideStyle}</style>`,
    '</head>',
    '<body>',
    toGuideBody(),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** The same without the frame of the page, for a site that has its own; it needs `guideStyle`. */
export function toGuideBody(): string {
  return ['<main class="guide">', `<h1>${guideTitle}</h1>`, ...introduction, ...errorPage(), ...steps(), ...whoseSetting, ...codes(), '</main>'].join('\n');
}

const introduction = [
  '<p>電子請求受付システムとの通信は、令和3年4月以降、TLS 1.2 だけになります。' +
    'Internet Explorer の設定で TLS 1.2 が無効になっていると、電子請求受付システムを開けません。</p>',
  '<p>対象: Windows 8.1 または Windows 10 の Internet Explorer 11</p>',
];

function errorPage(): string[] {
  return [
    '<h2>このような画面が表示されたら</h2>',
    errorPageDrawing(),
    '<p>パソコンや電子請求受付システムの故障ではありません。TLS 1.2 を使わない設定になっているときに表示されます。下の手順で TLS 1.2 を有効にしてください。</p>',
    '<p>設定が有効でも表示されるときは、《TLS 1.2》のほかに原因があります。IE設定チェックツールで確認してください。</p>',
  ];
}

function steps(): string[] {
  return [
    '<h2>確認の手順</h2>',
    '<ol>',
    '<li><p>Internet Explorer を起動します。</p></li>',
    '<li><p>メニューバーの《ツール(T)》→《インターネットオプション(O)》をクリックします。メニューバーが見えないときは、キーボードの[Alt]キーを押してください。</p>',
    menuDrawing(),
    '</li>',
    '<li><p>《詳細設定》タブをクリックし、《セキュリティ》欄の[TLS 1.2]の設定が有効になっていることを確認します。</p>',
    '<p>設定が有効になっていない場合、チェックを入れ、[適用]をクリックし、[OK]をクリックして、設定を有効にします。ほかのチェックは変えません。</p>',
    dialogDrawing(),
    '</li>',
    '<li><p>Internet Explorer を再起動します。開いている Internet Explorer の画面をすべて閉じてから、もう一度起動してください。</p></li>',
    '</ol>',
  ];
}

const whoseSetting = [
  '<h2>だれの画面で行うか</h2>',
  '<div class="note">',
  '<p>この設定は、パソコンごとではなく<strong>利用者(サインインした方)ごと</strong>の設定です。' +
    '<strong>請求に使う方がサインインした画面</strong>で行ってください。管理者の権限がなくても変えられます。</p>',
  '<p>ほかの方(管理者など)としてツールや Internet Explorer を起動して設定すると、その方の設定だけが変わり、請求に使う方の設定は変わりません。</p>',
  '<p>チェックの欄が灰色で変えられないときは、法人などの情報システムの担当者が設定を決めています。担当者にお知らせください。</p>',
  '</div>',
];

function codes(): string[] {
  return ['<h2>IE設定チェックツールに表示される番号</h2>', ...guideEntries().map(entryHtml)];
}

function entryHtml({ support, title, advice, who }: GuideEntry): string {
  const lines = [
    `<div class="finding" id="${support}">`,
    `<h3><span class="code">${support}</span> ${escapeHtml(title)}</h3>`,
    ...(advice === '' ? [] : [`<p>${escapeHtml(advice)}</p>`]),
    ...(who === '' ? [] : [`<p>対応する人: ${escapeHtml(who)}</p>`]),
    '</div>',
  ];
  return lines.join('\n');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
