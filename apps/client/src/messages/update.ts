import type { Words } from './notice.ts';

const tellSupport = 'サポート窓口へお知らせください。';
const checkLater = `時間をおいて[更新を確認する]を押してください。続くときは、${tellSupport}`;
const notUsed = 'そのため、この情報は使いません。いまの版は、このまま使えます。';
const keptFromSite = 'お急ぎのときは、統合インストーラのダウンロードのページをご覧ください。';

/** What 更新の確認 can have to say when it goes wrong. One code for each kind of refusal of `@togo/trust`. */
export const updateWords = {
  'U-601': {
    title: 'この版では、更新を確認できません',
    explanation: '更新を確かめるためのファイルが、ないか、壊れています。',
    next: `${keptFromSite}続くときは、${tellSupport}`,
  },
  'U-602': {
    title: '新しい版を、ここからは入れられません',
    explanation: '新しい版はありますが、このパソコンで使えるファイルがありません。',
    next: '統合インストーラのダウンロードのページをご覧ください。',
  },
  'U-611': {
    title: '更新の情報が正しくないため、使いません',
    explanation: `前に受け取ったものより古い情報が届きました。${notUsed}`,
    next: checkLater,
  },
  'U-612': {
    title: '更新の情報の期限が切れています',
    explanation: `新しい情報が届かないか、パソコンの日付と時刻が正しくない可能性があります。${notUsed}`,
    next: `パソコンの日付と時刻を確かめてください。正しいときは、${checkLater}`,
  },
  'U-613': {
    title: '更新の情報が正しくないため、使いません',
    explanation: `届いた情報どうしの内容が合いません。公開の作業中か、途中で書き換えられた可能性があります。${notUsed}`,
    next: checkLater,
  },
  'U-614': {
    title: '更新の情報が正しくないため、使いません',
    explanation: `決められた大きさより大きいものが届きました。${notUsed}`,
    next: checkLater,
  },
  'U-615': {
    title: '更新の情報が正しくないため、使いません',
    explanation: `配布元の署名を確認できませんでした。${notUsed}`,
    next: checkLater,
  },
  'U-616': {
    title: '更新の情報を読めませんでした',
    explanation: `届いた情報の形が、この版で読めるものではありません。${notUsed}`,
    next: checkLater,
  },
  'U-617': {
    title: '更新の情報の期限が切れています',
    explanation: `配布元を確かめるための情報の期限が切れています。この版が古いか、パソコンの日付と時刻が正しくない可能性があります。${notUsed}`,
    next: `パソコンの日付と時刻を確かめてください。正しいときは、統合インストーラのダウンロードのページをご覧ください。`,
  },
  'U-618': {
    title: 'パソコンの日付と時刻を確かめてください',
    explanation: `まだ公開の日時になっていない情報が届きました。パソコンの日付と時刻が遅れている可能性があります。${notUsed}`,
    next: `パソコンの日付と時刻を合わせてから、[更新を確認する]を押してください。合っているときは、${tellSupport}`,
  },
  'U-619': {
    title: '届いたファイルが正しくないため、消しました',
    explanation: '届いたファイルが、配布元の署名したものと違いました。ファイルは残していません。いまの版は、このまま使えます。',
    next: checkLater,
  },
  'U-620': {
    title: '更新の情報が見つかりませんでした',
    explanation: '配布元に、あるはずのファイルがありません。公開の作業中の可能性があります。',
    next: checkLater,
  },
  'U-621': {
    title: '更新のファイルを保存できませんでした',
    explanation: 'このパソコンに書き込めませんでした。ディスクの空きがない可能性があります。',
    next: `ディスクの空きを確かめてから、もう一度行ってください。続くときは、${tellSupport}`,
  },
  'U-631': {
    title: 'インストールを始められませんでした',
    explanation: 'Windowsが、ダウンロードしたファイルを開けませんでした。何も変えていません。',
    next: `もう一度[インストールを始める]を押してください。続くときは、${tellSupport}`,
  },
  'U-632': {
    title: 'ダウンロードしたファイルが変わっているため、消しました',
    explanation: 'ダウンロードしたときに確かめた中身と違うか、ファイルがなくなっています。インストールは始めていません。',
    next: '《更新の確認》で、もう一度ダウンロードしてください。',
  },
  'U-633': {
    title: 'インストールは、Windowsのパソコンで行います',
    explanation: 'ここではインストールを始めていません。',
    next: '請求に使うWindowsのパソコンで、この画面を開いてください。',
  },
  'U-641': {
    title: 'お使いの版は、配布を取りやめました',
    explanation: '配布元が、このパソコンに入っている版の配布を取りやめました。このまま使うと、困ることが起きる可能性があります。',
    next: '《更新の確認》に新しい版があるときは、それを入れてください。ないときは、サポート窓口へお問い合わせのうえ、《アプリと機能》の[アンインストール]から前の版に戻してください。',
  },
} as const satisfies Readonly<Record<string, Words>>;

export type UpdateCode = keyof typeof updateWords;

/** What the words of a connection are called here: they speak of the reception system in their titles. */
export const updateConnectionTitle = '更新の配布元に接続できませんでした';

/** Instead of the words that speak of the reception system. */
export const updateAnswerUnusable = '接続先({host})とつながりましたが、応答が更新の配布元のものと確認できませんでした。途中の機器が代わりに応答している可能性もあります。';
