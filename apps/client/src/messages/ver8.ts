import type { Ver8Record } from '../ver8/parse-records.ts';
import type { Ver8Origin } from '../ver8/ver8-origin.ts';
import type { Words } from './notice.ts';

const unchanged = 'Ver.8 のファイルは変えていません。';

/** What came over from an old Ver.8, and what did not. */
export const ver8Words = {
  'S-257': {
    title: 'Ver.8 の設定を読めませんでした',
    explanation: `このパソコンで使っていた Ver.8 の設定のファイルが、壊れているか、読み取れない状態です。ユーザIDとプロキシは引き継いでいません。${unchanged}`,
    next: '《設定》の《プロキシ》を確かめてください。ユーザIDは、国民健康保険団体連合会からの通知書を見て、ログインのときに入力してください。',
  },
  'S-258': {
    title: 'Ver.8 の設定の一部を引き継げませんでした',
    explanation: `使えない書き方の設定は、引き継いでいません。${unchanged}`,
    next: '引き継げなかったものを、この画面かログインの画面で入力してください。',
  },
  'S-259': {
    title: 'Ver.8 の設定を引き継ぎました',
    explanation: `このパソコンで使っていた Ver.8 の設定です。${unchanged}`,
    next: '下の《プロキシ》と《ユーザIDと国保連合会》が正しいことを確かめて、[確かめました]を押してください。',
  },
  'R-587': {
    title: 'Ver.8 で送信した記録を読めませんでした',
    explanation: `Ver.8 から引き継いだ記録のファイルが、大きすぎるか、読み取れない状態です。${unchanged}`,
    next: '時間をおいて、もう一度開いてください。続くときは、サポート窓口へお知らせください。',
  },
  'R-588': {
    title: 'Ver.8 の記録に、読めない行があります',
    explanation: '壊れているか、途中で切れている行は、下の表に入っていません。ほかの行はすべて示しています。',
    next: '表にない送信があるときは、国民健康保険団体連合会へお問い合わせください。',
  },
  'R-589': {
    title: 'Ver.8 で未送信の請求情報があります',
    explanation: 'Ver.8 の送信待ちは引き継いでいません。請求情報のファイルは、消したり動かしたりしていないので、もとのフォルダーで探せます。',
    next: 'まだ請求していないものは、《送信》でそのファイルを選んで送信してください。請求したかどうかわからないときは、国民健康保険団体連合会へお問い合わせください。',
  },
} as const satisfies Readonly<Record<string, Words>>;

export type Ver8Code = keyof typeof ver8Words;

const notSet = 'Ver.8 に設定がありませんでした。';

export const userIdFateWords: Readonly<Record<Ver8Origin['userId'], string>> = {
  taken: '引き継ぎました。',
  none: notSet,
  'S-264': '引き継げませんでした。「KJ」で始まる14文字ではありません(S-264)。',
  'S-265': '引き継げませんでした。ISDN回線で送信していたときのユーザIDで、インターネットでの送信には使えません(S-265)。',
};

export const proxyFateWords: Readonly<Record<Ver8Origin['proxy'], string>> = {
  manual: '引き継ぎました(手で指定する)。',
  direct: '引き継ぎました(直接接続する)。',
  none: notSet,
  'S-266': '引き継げませんでした。プロキシの名前とポート番号の形ではありません(S-266)。',
};

/** The mark beside the state of a file: the word is Ver.8's own. */
export const ver8StateMarks = {
  到達: 'waiting',
  受付: 'circle',
  一部エラー: 'triangle',
  返戻: 'cross',
  取消済: 'dash',
  未送信: 'warn',
} as const satisfies Readonly<Record<Ver8Record['state'], string>>;
