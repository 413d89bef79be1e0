import { fault, phrases, warning, type ClaimWords } from './words.ts';

/** K-34x to K-36x: data records and the end record; K-399: more than can be listed. */
export const recordWords = {
  'K-340': fault('acceptance', 'レコード種別が違います', 'この行の先頭が「{value}」です。ここには、データレコード(2)かエンドレコード(3)が入ります。', phrases.remakeWithoutEditing),
  'K-341': fault(
    'acceptance',
    'レコード番号が連番になっていません',
    'レコード番号が「{value}」です。ここには「{expected}」が入ります。',
    `行が失われたか、入れ替わった可能性があります。${phrases.remakeWithoutEditing}`,
  ),
  'K-342': fault('acceptance', 'データレコードがありません', '請求の中身になるデータレコードが1件もありません。', phrases.remake),
  'K-343': fault('acceptance', 'エンドレコードの項目数が違います', 'エンドレコードは2項目ですが、{value}項目あります。', phrases.remakeOrAsk),

  'K-350': fault('acceptance', '交換情報識別番号の形が違います', '交換情報識別番号が「{value}」です。半角4文字で入れます。', phrases.remakeOrAsk),
  'K-351': warning(
    'acceptance',
    'このソフトの一覧にない交換情報識別番号です',
    '交換情報識別番号「{value}」は、一覧にありません。正しければ、そのまま送信できます。',
    '請求ソフトとこのソフトが新しい版か確かめてください。番号が正しくないときは、返戻になることがあります。',
  ),
  'K-352': warning(
    'acceptance',
    'この提供年月には使わない様式です',
    '交換情報識別番号「{value}」({kind})は、{month}のサービスには使わない番号です。',
    '返戻になることがあります。請求ソフトが新しい版か確かめ、請求情報のファイルを作り直してください。',
  ),
  'K-353': warning(
    'acceptance',
    '項目数が様式と違います',
    '{kind}のこのレコードは{expected}項目ですが、{value}項目あります。',
    '返戻になることがあります。請求ソフトが新しい版か確かめ、請求情報のファイルを作り直してください。',
  ),
  'K-354': warning('acceptance', '項目が長すぎます', 'この項目は{expected}バイトまでですが、{value}バイトあります。', `返戻になることがあります。${phrases.checkAndRemake}`),
  'K-355': fault('acceptance', 'サービス提供年月の形が違います', 'サービス提供年月(対象年月)が「{value}」です。西暦4桁と月2桁(例: 202103)で入れます。', phrases.checkAndRemake),
  'K-356': fault(
    'acceptance',
    'サービス提供年月が審査の月より先です',
    'サービス提供年月(対象年月)が{month}で、処理対象年月の{expected}より先です。',
    phrases.checkAndRemake,
  ),
  'K-357': fault(
    'acceptance',
    '事業所番号がファイルの中で違います',
    'この行の事業所番号は「{value}」ですが、コントロールレコードでは「{expected}」です。1つのファイルに入れられるのは、1つの事業所の請求情報です。',
    '請求ソフトの事業所の設定を確かめ、事業所ごとに請求情報のファイルを作り直してください。',
  ),
  'K-358': fault('acceptance', '保険者番号の形が違います', '証記載保険者番号が「{value}」です。6桁か、頭に0を2つ付けた8桁の数字で入れます。', phrases.checkAndRemake),
  'K-359': warning(
    'acceptance',
    '保険者番号を確かめてください',
    '証記載保険者番号「{value}」は、検証番号(最後の1桁)が合いません。',
    '返戻になることがあります。被保険者証の保険者番号を確かめ、違うときは直して、請求情報のファイルを作り直してください。',
  ),
  'K-360': fault(
    'acceptance',
    '被保険者番号の形が違います',
    '被保険者番号が、10桁の数字(生活保護の単独請求では「H」と9桁の数字)になっていません。',
    phrases.checkAndRemake,
  ),
  'K-361': warning(
    'acceptance',
    'ほかの事業所の番号を確かめてください',
    '事業所番号「{value}」は、番号の形か検証番号(最後の1文字)が正しくありません。',
    `返戻になることがあります。${phrases.checkAndRemake}`,
  ),

  'K-398': warning('acceptance', 'ほかにも確かめるところがあります', 'ほかに、確かめるところが{value}件あります。', '上のものを直してから、もう一度確かめてください。'),
  'K-399': fault('acceptance', 'ほかにも直すところがあります', 'ほかに、直すところと確かめるところが合わせて{value}件あります。', '上のものを直してから、もう一度確かめてください。'),
} as const satisfies Readonly<Record<string, ClaimWords>>;
