/** Pictures of what the reader sees, drawn as SVG with the thing to click outlined. Words as on the screen. */

interface Drawing {
  readonly width: number;
  readonly height: number;
  /** For a screen reader. */
  readonly label: string;
  readonly shapes: readonly string[];
}

const ink = '#1A1A1A';
const outline = '#CE0000';
const face = '#F0F0F0';
const line = '#8C8C8C';

export function draw({ width, height, label, shapes }: Drawing): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${label}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<g font-family="&quot;Meiryo UI&quot;,Meiryo,&quot;Yu Gothic UI&quot;,&quot;MS PGothic&quot;,sans-serif" font-size="14" fill="${ink}">`,
    ...shapes,
    '</g></svg>',
  ].join('');
}

/** Step 2: the menu 《ツール(T)》, opened, with 《インターネット オプション(O)》. */
export function menuDrawing(): string {
  const bar = ['ファイル(F)', '編集(E)', '表示(V)', 'お気に入り(A)', 'ツール(T)', 'ヘルプ(H)'];
  const barLeft = [14, 100, 168, 236, 366, 456];
  const entries = ['閲覧履歴の削除(D)', 'InPrivate ブラウズ(I)', '追跡防止を有効にする(K)', '…', 'Web サイトの問題を報告(R)'];
  return draw({
    width: 600,
    height: 300,
    label: 'Internet Explorer のメニューバー。ツール(T)を開き、いちばん下のインターネット オプション(O)を選ぶ',
    shapes: [
      frame(0, 0, 600, 300, '#FFF'),
      box(0, 0, 600, 34, face),
      box(60, 6, 440, 22, '#FFF'),
      text(70, 22, 'https://'),
      ...bar.map((name, position) => text(barLeft[position] ?? 0, 55, name)),
      box(358, 66, 236, 228, '#FFF'),
      ...entries.map((name, position) => text(376, 92 + position * 34, name)),
      text(376, 278, 'インターネット オプション(O)'),
      mark(358, 38, 86, 26, '1'),
      mark(364, 258, 224, 30, '2'),
    ],
  });
}

/** Step 3: 《詳細設定》 with the box of TLS 1.2, and the two buttons. */
export function dialogDrawing(): string {
  const tabs = ['全般', 'セキュリティ', 'プライバシー', 'コンテンツ', '接続', 'プログラム', '詳細設定'];
  const tabLeft = [14, 56, 154, 252, 336, 380, 466];
  const options: readonly (readonly [on: boolean, name: string])[] = [
    [false, 'SSL 3.0 を使用する'],
    [true, 'TLS 1.0 を使用する'],
    [true, 'TLS 1.1 の使用'],
    [true, 'TLS 1.2 の使用'],
    [false, 'TLS 1.3 を使用する(試験段階)'],
    [true, 'サーバーの証明書失効を確認する*'],
  ];
  return draw({
    width: 560,
    height: 430,
    label: 'インターネット オプションの詳細設定タブ。セキュリティの欄の TLS 1.2 の使用にチェックを入れ、適用、OKの順に押す',
    shapes: [
      frame(0, 0, 560, 430, face),
      box(0, 0, 560, 34, '#FFF'),
      text(12, 23, 'インターネット オプション'),
      ...tabs.map((name, position) => text(tabLeft[position] ?? 0, 62, name)),
      box(12, 76, 536, 296, '#FFF'),
      text(26, 102, '設定'),
      box(26, 112, 508, 246, '#FFF'),
      text(40, 138, 'セキュリティ'),
      ...options.flatMap(([on, name], position) => option(60, 150 + position * 34, on, name)),
      button(206, 386, 'OK'),
      button(322, 386, 'キャンセル'),
      button(438, 386, '適用(A)'),
      mark(458, 42, 76, 30, '1'),
      mark(52, 244, 300, 32, '2'),
      mark(433, 381, 114, 40, '3'),
      mark(201, 381, 114, 40, '4'),
    ],
  });
}

/** The page that Internet Explorer shows when it may not use TLS 1.2. */
export function errorPageDrawing(): string {
  return draw({
    width: 600,
    height: 220,
    label: 'Internet Explorer のエラー画面。このページを表示できません、と表示される',
    shapes: [
      frame(0, 0, 600, 220, '#FFF'),
      box(0, 0, 600, 34, face),
      box(60, 6, 440, 22, '#FFF'),
      text(70, 22, 'https://'),
      text(40, 82, 'このページを表示できません', 22),
      text(40, 124, '[詳細設定] の TLS 1.0、TLS 1.1、TLS 1.2 を有効にして、'),
      text(40, 148, '接続を再度実行してください。このエラーが解決しない場合は、'),
      text(40, 172, 'サイトの管理者に問い合わせてください。'),
      mark(32, 106, 480, 76, ''),
    ],
  });
}

function frame(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${x + 1}" y="${y + 1}" width="${width - 2}" height="${height - 2}" fill="${fill}" stroke="${line}" stroke-width="2"/>`;
}

function box(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" stroke="${line}"/>`;
}

function text(x: number, y: number, words: string, size?: number): string {
  return `<text x="${x}" y="${y}"${size === undefined ? '' : ` font-size="${size}"`}>${words}</text>`;
}

function option(x: number, y: number, on: boolean, name: string): string[] {
  const tick = on ? [`<path d="M${x + 3} ${y + 9}l4 5 7-9" fill="none" stroke="${ink}" stroke-width="2"/>`] : [];
  return [box(x, y, 17, 17, '#FFF'), ...tick, text(x + 28, y + 14, name)];
}

function button(x: number, y: number, name: string): string {
  return `${box(x, y, 104, 30, '#E1E1E1')}<text x="${x + 52}" y="${y + 20}" text-anchor="middle">${name}</text>`;
}

/** The outline of what to click, with the number of the step inside the picture. */
function mark(x: number, y: number, width: number, height: number, number: string): string {
  const rectangle = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="none" stroke="${outline}" stroke-width="3"/>`;
  if (number === '') return rectangle;
  const disc = `<circle cx="${x}" cy="${y}" r="11" fill="${outline}"/>`;
  return `${rectangle}${disc}<text x="${x}" y="${y + 5}" text-anchor="middle" fill="#FFF" font-weight="bold">${number}</text>`;
}
