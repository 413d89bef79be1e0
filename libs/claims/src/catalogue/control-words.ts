import { fault, phrases, warning, type ClaimWords } from './words.ts';

/** K-32x: the control record (コントロールレコード) and what it says of the file. */
export const controlWords = {
  'K-320': fault('arrival', 'コントロールレコードがありません', '最初の行がコントロールレコードではありません。ファイルの先頭が失われた可能性があります。', phrases.remake),
  'K-321': fault(
    'arrival',
    'コントロールレコードの項目数が違います',
    'コントロールレコードは12項目ですが、{value}項目あります。',
    phrases.remakeOrAsk,
  ),
  'K-322': fault(
    'arrival',
    '複数に分かれたファイルです',
    'ボリューム通番が「{value}」です。フロッピーディスクなどに分けて作ったファイルは送信できません。',
    '請求ソフトの媒体の設定を「伝送(インターネット)」にして、請求情報のファイルを作り直してください。',
  ),
  'K-323': fault(
    'arrival',
    'レコード件数が合いません',
    'コントロールレコードのレコード件数は「{value}」ですが、データレコードは{count}件あります。',
    `行が失われたか、増えた可能性があります。${phrases.remakeWithoutEditing}`,
  ),
  'K-324': fault(
    'arrival',
    'データ種別が違います',
    'データ種別が「{value}」です。送信できるのは、711(請求書・明細書)、812(居宅介護支援)、821(給付管理票)です。',
    phrases.remakeOrAsk,
  ),
  'K-325': fault(
    'arrival',
    'データ種別と中身が合いません',
    'データ種別は「{value}」ですが、最初のデータレコードの交換情報識別番号は「{id}」です。',
    phrases.remakeOrAsk,
  ),
  'K-326': fault(
    'arrival',
    '事業所番号を確かめてください',
    'コントロールレコードの事業所番号「{value}」は、番号の形か検証番号(最後の1文字)が正しくありません。',
    '請求ソフトの事業所の設定で事業所番号を確かめて直し、請求情報のファイルを作り直してください。',
  ),
  'K-327': fault(
    'arrival',
    '媒体区分がインターネットの伝送ではありません',
    '媒体区分が「{value}」({kind})です。インターネットで送るファイルは「7」です。',
    '請求ソフトの媒体の設定を「伝送(インターネット)」にして、請求情報のファイルを作り直してください。',
  ),
  'K-328': fault('arrival', '処理対象年月の形が違います', '処理対象年月が「{value}」です。西暦4桁と月2桁(例: 202104)で入れます。', phrases.remakeOrAsk),
  'K-329': fault(
    'arrival',
    '処理対象年月が今回の審査の月ではありません',
    '処理対象年月が{value}ですが、今回の審査の月は{expected}です。{kind}',
    '請求ソフトで請求(審査)の年月を確かめ、請求情報のファイルを作り直してください。パソコンの日付も確かめてください。',
  ),
  'K-330': warning(
    'advice',
    '0を入れる項目に値があります',
    '{name}が「{value}」です。事業所が送るファイルでは、0を入れる項目です。',
    '請求ソフトの設定を確かめてください。このまま送信することもできます。',
  ),
  'K-331': fault('arrival', 'ファイル管理番号は数字です', 'ファイル管理番号が「{value}」です。半角の数字で入れます。', phrases.remakeOrAsk),
  'K-332': warning(
    'advice',
    '請求期間が終わった月のファイルです',
    '{value}の請求期間(1日から10日まで)は終わりました。国保連合会の受付も終わっているときは、受け付けられません。',
    '国保連合会の受付の期限を確かめてください。次の月に請求するときは、処理対象年月を{expected}にしてファイルを作り直してください。',
  ),
} as const satisfies Readonly<Record<string, ClaimWords>>;

/** 媒体区分 other than 7, with the mistake that is behind it. */
export const mediaNames: Readonly<Record<string, string>> = {
  '1': 'ISDNの伝送用に作られたファイル',
  '2': 'MO用に作られたファイル',
  '3': 'MT用に作られたファイル',
  '4': 'FD・CD-R用に作られたファイル',
};

/** The likely reason of a wrong 処理対象年月. */
export const monthHints = {
  serviceMonth: 'サービス提供年月を入れた可能性があります。審査を受ける月を入れます。',
  past: '前に作ったファイルを選んだ可能性があります。',
  future: '先の月の請求期間は、まだ始まっていません。',
} as const;
