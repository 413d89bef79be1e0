import { certificateWords } from './certificates.ts';
import type { ClientCode, Notice, Words } from './notice.ts';
import { proxyWords } from './proxy.ts';
import { sendingWords } from './sending.ts';
import { updateWords } from './update.ts';
import { ver8Words } from './ver8.ts';

const reinstall = '統合インストーラをもう一度実行してください。続くときは、サポート窓口へお知らせください。';
const openAgain = 'この画面を閉じ、スタートメニューから《介護伝送ソフト》をもう一度開いてください。';

/** Every text of the client's own codes. */
export const clientWords: Readonly<Record<ClientCode, Words>> = {
  ...sendingWords,
  ...proxyWords,
  ...ver8Words,
  ...updateWords,
  'S-285': {
    title: '設定を読めませんでした',
    explanation: '設定のファイルが壊れているか、このソフトのものではありません。ファイルは書き換えていません。そのまま残っています。',
    next: 'サポート窓口へお知らせください。',
  },
  'S-286': {
    title: '設定を保存できませんでした',
    explanation: '設定のファイルに書き込めませんでした。設定は変わっていません。',
    next: 'このパソコンの管理者の方に、設定の変更を依頼してください。続くときは、サポート窓口へお知らせください。',
  },
  'S-287': {
    title: '接続先の書き方を確かめてください',
    explanation: '接続先は、半角の英数字、ハイフン(-)、ピリオド(.)で入力してください。「https://」や「/」は付けません。',
    next: '接続先を直して、[保存する]を押してください。',
  },
  'S-288': {
    title: 'ポート番号を確かめてください',
    explanation: 'ポート番号は、1 から 65535 までの数字で入力してください。',
    next: 'ポート番号を直して、[保存する]を押してください。',
  },
  'S-289': {
    title: 'この確認は、Windowsのパソコンで行います',
    explanation: 'Windowsの Internet Explorer の設定を調べるものなので、ここでは何も調べていません。ほかの画面は、このまま使えます。',
    next: '請求に使うWindowsのパソコンで、この画面を開いてください。',
  },
  'S-295': {
    title: '設定を確かめられませんでした',
    explanation: 'Windowsから設定を読み取れませんでした。設定は変えていません。',
    next: '時間をおいて、画面の上の一覧から《設定の確認》をもう一度開いてください。続くときは、サポート窓口へお知らせください。',
  },
  'S-296': {
    title: 'IE設定チェックツールを開けませんでした',
    explanation: 'このソフトに付いているツールが、ないか、動きませんでした。設定は変えていません。',
    next: 'スタートメニューから《IE設定チェックツール》を開いてください。開けないときは、統合インストーラをもう一度実行してください。',
  },
  'I-481': {
    title: 'このソフトを使える状態ではありません',
    explanation: 'このソフトの版を示すファイルが、ないか、壊れています。',
    next: reinstall,
  },
  'I-482': {
    title: 'このソフトを使える状態ではありません',
    explanation: '接続先を確かめるためのファイルが、ないか、壊れています。',
    next: reinstall,
  },
  'I-483': {
    title: '文書を表示できませんでした',
    explanation: 'この版に付いている文書のファイルが、ないか、壊れています。',
    next: reinstall,
  },
  'I-484': {
    title: '介護伝送ソフトを開けませんでした',
    explanation: 'このソフトはすでに動いていますが、応答がありませんでした。',
    next: 'パソコンを再起動してから、もう一度開いてください。続くときは、サポート窓口へお知らせください。',
  },
  'I-485': {
    title: '介護伝送ソフトを開けませんでした',
    explanation: 'このソフトが使うフォルダーを利用できませんでした。',
    next: 'スタートメニューから《介護伝送ソフト》を開いてください。続くときは、サポート窓口へお知らせください。',
  },
  'I-491': {
    title: 'この画面は、もう一度開く必要があります',
    explanation: '安全のため、この画面はスタートメニューから開いたときだけ使えます。',
    next: openAgain,
  },
  'I-492': {
    title: 'ページが見つかりません',
    explanation: 'このアドレスのページはありません。',
    next: '画面の上に一覧があるときは、そこから選んでください。ないときは、スタートメニューから《介護伝送ソフト》を開いてください。',
  },
  'I-493': {
    title: '操作を受け付けませんでした',
    explanation: 'このソフトの画面以外から操作された可能性があるため、何も行っていません。',
    next: openAgain,
  },
  'I-494': {
    title: '操作を受け付けませんでした',
    explanation: '送られた内容の形が正しくないため、何も行っていません。',
    next: openAgain,
  },
  'I-499': {
    title: '操作を終えられませんでした',
    explanation: 'このソフトの中で、予想していないことが起きました。記録を残しました。',
    next: `${openAgain}続くときは、サポート窓口へお知らせください。`,
  },
  ...certificateWords,
};

/** What a facility is told about one of the client's own codes. */
export function describeClientCode(code: ClientCode): Notice {
  return { code, ok: false, ...clientWords[code] };
}
