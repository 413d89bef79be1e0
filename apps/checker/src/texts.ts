import { messages, type MessageCode } from '@togo/ie-settings';

/** Words of the window, besides the catalogue of findings. `&` marks the key that works with Alt. */
export const windowTexts = {
  TEXT_FIX: '直す(&F)',
  TEXT_UNDO: '元に戻す(&U)',
  TEXT_AGAIN: 'もう一度確認(&R)',
  TEXT_SAVE: '結果を保存(&S)',
  TEXT_GUIDE: '手順を見る(&G)',
  TEXT_CLOSE: '閉じる(&C)',
  TEXT_COLUMN_FINDING: '確認した内容',
  TEXT_COLUMN_WHO: '対応する人',
  TEXT_NOTHING_TO_DO: '何もする必要はありません。',
  TEXT_WHO: '対応する人',
  TEXT_CODE: '番号',
  TEXT_CHECKING_TITLE: '確認しています…',
  TEXT_CHECKING_ADVICE: '電子請求受付システムへの接続を確かめています。10秒ほどお待ちください。',
  TEXT_FIXABLE_ADVICE: '[直す]を押すと、この画面で直せます。管理者の権限は要りません。',
  TEXT_ACCOUNT: '確認した設定',
  TEXT_HONORIFIC: 'さん',
  TEXT_CONSENT_OTHER: '別の利用者の設定を変更します。よろしいですか。\n\n変更する利用者',
  TEXT_CONSENT_DELETE: '正しくない設定値を取り除き、Windowsの標準の設定に戻します。よろしいですか。',
  TEXT_CONSENT_OVERRIDE: 'お使いの方の設定として TLS 1.2 を有効にします。パソコン全体の設定は変えません。よろしいですか。',
  TEXT_SAVE_NAME: 'IE設定の確認結果',
  TEXT_SAVED: '結果を保存しました。サポート窓口へお知らせください。',
  TEXT_SAVE_FAILED: '結果を保存できませんでした。別の場所を選んでください。',
  TEXT_GUIDE_FAILED: '手順を開けませんでした。',
  TEXT_INJECTED: '(確認用の値を表示しています)',
} as const;

/** Why the tool stops before it looks at anything. */
export const stopTexts = {
  STOP_BOTH: '/FIX と /UNDO は同時に指定できません。',
  STOP_FACTS: '/FACTS= と /FIX または /UNDO は同時に指定できません。',
  STOP_VALUE: 'この指定には値が必要です。',
  STOP_WORD: '使い方: [/S] [/REPORT=ファイル] [/FIX または /UNDO] [/FOR=SID] [/HOST=接続先:ポート] [/NOPROBE]\n分からない指定です。',
  STOP_HOST: '/HOST= には 接続先:ポート が必要です(例 reception.example.jp:443)。',
  STOP_SYSTEM: 'このツールは、請求に使う方の画面から起動してください。Windowsの内部の利用者では使えません。',
  STOP_FACTS_FILE: '/FACTS= には [facts] formatVersion=1 と count= を持つファイルが必要です。',
} as const;

/** Messages of the catalogue that the tool itself shows. */
export const toolMessages: readonly MessageCode[] = ['S-292', 'S-293', 'S-294', 'S-298', 'S-299'];

/** Title and advice with the code, as one text for a message box. */
export function toolMessage(code: MessageCode): string {
  const { title, advice } = messages[code];
  return `${title}(${code})${advice === '' ? '' : `\n\n${advice}`}`;
}
