import { fillIn, type Notice, type Words } from './notice.ts';

/** Codes of the electronic certificates. */
export type CertificateCode =
  /** The password does not open the .p12 file, or the file was changed. */
  | 'C-701'
  /** No .p12 file, a damaged one, or of a make that cannot be read. */
  | 'C-702'
  /** No private key inside. */
  | 'C-703'
  /** No certificate inside that fits the key. */
  | 'C-704'
  | 'C-705'
  /** Not yet valid: taken in all the same. */
  | 'C-706'
  /** Of a kind that is not for nursing care. */
  | 'C-707'
  /** Names another user ID than that of the settings: taken in all the same. */
  | 'C-708'
  | 'C-709'
  /** The file is larger than any .p12 file. */
  | 'C-710'
  /** The reading process did not come to an end. */
  | 'C-711'
  /** Could not be saved or removed. */
  | 'C-712'
  /** What was saved cannot be read. */
  | 'C-713'
  /** The password does not open the saved key. */
  | 'C-714'
  /** No such certificate any more, or it cannot be used. */
  | 'C-715'
  /** Ends soon. */
  | 'C-716'
  /** All have ended. */
  | 'C-717'
  /** Of unknown kind: taken in all the same. */
  | 'C-718'
  /** None can be used. */
  | 'C-719'
  /** No file was chosen. */
  | 'C-720'
  /** No password was typed. */
  | 'C-721'
  /** Ver.8's .p12 file is gone, or cannot be read. */
  | 'C-722';

const nothingTaken = '電子証明書は取り込んでいません。';
const askFederation = '国保連合会へお問い合わせください。';
const tryAnother = 'ファイルとパスワードを確かめて、もう一度[取り込む]を押してください。';

/** Every text about certificates. `{from}` and `{ended}` are filled in with a day in brackets, or with nothing where the day is not known. */
export const certificateWords: Readonly<Record<CertificateCode, Words>> = {
  'C-701': {
    title: '電子証明書のパスワードが違います',
    explanation: `入力されたパスワードでは、このファイルを開けませんでした。大文字と小文字、全角と半角の違いも区別します。ファイルが壊れている可能性もあります。${nothingTaken}`,
    next: '発行のときに通知されたパスワードを半角で入力し、もう一度[取り込む]を押してください。',
  },
  'C-702': {
    title: '電子証明書のファイルとして読めませんでした',
    explanation: `選ばれたファイルは、電子証明書のファイルではないか、壊れているか、このソフトで読めない形式です。${nothingTaken}`,
    next: `電子証明書のファイルをダウンロードし直して、${tryAnother}続くときは、サポート窓口へお知らせください。`,
  },
  'C-703': {
    title: 'このファイルには、秘密鍵が入っていません',
    explanation: `電子証明書だけのファイルでは、通信に使えません。${nothingTaken}`,
    next: '発行されたときのファイル(秘密鍵の入ったもの)を選んで、もう一度[取り込む]を押してください。',
  },
  'C-704': {
    title: 'このファイルの秘密鍵と電子証明書は、組になっていません',
    explanation: `秘密鍵に合う電子証明書が、ファイルの中にありませんでした。${nothingTaken}`,
    next: '発行されたときのファイルを選んで、もう一度[取り込む]を押してください。続くときは、サポート窓口へお知らせください。',
  },
  'C-705': {
    title: 'この電子証明書は、有効期限が切れています',
    explanation: `有効期限が切れた電子証明書は、送信に使えません。${nothingTaken}`,
    next: `新しい電子証明書のファイルを選んでください。まだ発行を受けていないときは、${askFederation}`,
  },
  'C-706': {
    title: 'この電子証明書は、まだ使えません',
    explanation: '有効期間{from}がまだ始まっていません。その日になると使えます。',
    next: 'その日までは、今までの電子証明書を消さずにお使いください。',
  },
  'C-707': {
    title: 'この電子証明書は、介護保険の請求には使えません',
    explanation: `障害者総合支援の電子証明書です。介護保険の請求には、介護・障害共通、介護保険、代理人のどれかの電子証明書が要ります。${nothingTaken}`,
    next: `介護保険の請求に使える電子証明書のファイルを選んでください。ないときは、${askFederation}`,
  },
  'C-708': {
    title: 'この電子証明書は、設定と違う利用者のものです',
    explanation: '電子証明書に書かれているユーザIDが、設定のユーザIDと違います。電子証明書は取り込みました。',
    next: '設定のユーザIDと、選んだファイルを確かめてください。',
  },
  'C-709': {
    title: 'この電子証明書は、鍵の強さが足りません',
    explanation: `古い方式か短い鍵で作られた電子証明書のため、通信に使えません。${nothingTaken}`,
    next: `新しい電子証明書の発行について、${askFederation}`,
  },
  'C-710': {
    title: 'ファイルが大きすぎます',
    explanation: `電子証明書のファイルは、ふつう 0.1MB より小さいものです。別のファイルを選んだ可能性があります。${nothingTaken}`,
    next: `電子証明書の${tryAnother}`,
  },
  'C-711': {
    title: '電子証明書の読み取りを終えられませんでした',
    explanation: `決められた時間と大きさの中で読み取れなかったため、止めました。ファイルが壊れているか、セキュリティソフトが動作を止めた可能性があります。${nothingTaken}`,
    next: 'もう一度[取り込む]を押してください。続くときは、サポート窓口へお知らせください。',
  },
  'C-712': {
    title: '電子証明書の保存場所に書き込めませんでした',
    explanation: 'このパソコンの電子証明書の保存場所が、書き込みを受け付けませんでした。',
    next: 'ディスクの空きを確かめ、このパソコンの管理者の方にご相談ください。続くときは、サポート窓口へお知らせください。',
  },
  'C-713': {
    title: '保存されている電子証明書を読めませんでした',
    explanation: 'このパソコンに保存した電子証明書が、壊れているか、読み取れない状態です。',
    next: '発行されたときのファイルを、もう一度取り込んでください。続くときは、サポート窓口へお知らせください。',
  },
  'C-714': {
    title: '電子証明書のパスワードが違います',
    explanation: '入力されたパスワードでは、保存されている電子証明書を使えませんでした。大文字と小文字、全角と半角の違いも区別します。',
    next: '取り込んだときのパスワードを入力してください。分からないときは、発行されたときのファイルをもう一度取り込んでください。',
  },
  'C-715': {
    title: 'その電子証明書は使えません',
    explanation: 'すでに消されたか、有効期間の外にあります。何も変えていません。',
    next: '《電子証明書》の画面をもう一度開いて、一覧を確かめてください。',
  },
  'C-716': {
    title: '電子証明書の有効期限が近づいています',
    explanation: '使用中の電子証明書の有効期限({until})が近づいています({left})。切れると、新しい電子証明書が発行されるまで送信できません。',
    next: '有効期限の前に更新の手続きを行い、新しい電子証明書を《設定》の《電子証明書》で取り込んでください。',
  },
  'C-717': {
    title: '電子証明書の有効期限が切れています',
    explanation: '電子証明書の有効期限{ended}が過ぎました。このままでは送信できません。',
    next: `新しい電子証明書を《設定》の《電子証明書》で取り込んでください。まだ発行を受けていないときは、${askFederation}`,
  },
  'C-718': {
    title: '電子証明書の種類を確かめられませんでした',
    explanation: 'この電子証明書が介護保険の請求用かどうか、中の記載から判断できませんでした。電子証明書は取り込みました。',
    next: '国保連合会からの通知で、介護保険の請求に使える電子証明書であることを確かめてください。',
  },
  'C-719': {
    title: '使える電子証明書がありません',
    explanation: 'このパソコンに、今使える電子証明書がありません。',
    next: '《設定》の《電子証明書》で、電子証明書のファイルを取り込んでください。',
  },
  'C-720': {
    title: 'ファイルを選んでください',
    explanation: '電子証明書のファイルが選ばれていません。',
    next: '[電子証明書のファイル]でファイルを選んで、[取り込む]を押してください。',
  },
  'C-721': {
    title: 'パスワードを入力してください',
    explanation: '電子証明書のパスワードが入力されていません。',
    next: 'パスワードを入力して、[取り込む]を押してください。ファイルを選ぶ欄では、もう一度ファイルも選んでください。',
  },
  'C-722': {
    title: 'Ver.8 の電子証明書のファイルを読めませんでした',
    explanation: `Ver.8 から引き継いだファイルが、なくなったか、読み取れない状態です。${nothingTaken}`,
    next: '発行されたときのファイルを選んで、[取り込む]を押してください。ないときは、国保連合会へお問い合わせください。',
  },
};

/** What a facility is told about certificates. */
export function describeCertificateCode(code: CertificateCode, values: Readonly<Record<string, string>> = {}): Notice {
  const { title, explanation, next } = certificateWords[code];
  return { code, ok: false, title, explanation: fillIn(explanation, values), next };
}
