import { fault, phrases, type ClaimWords } from './words.ts';

/** K-30x to K-31x: the file as a whole, its letters and its lines. */
export const fileWords = {
  'K-301': fault('arrival', 'ファイルが空です', 'ファイルに何も入っていません。', phrases.remake),
  'K-302': fault(
    'arrival',
    '文字コードがUTF-8になっています',
    '文字コードがUTF-8のファイルです。請求情報の文字コードはシフトJISです。',
    phrases.remakeWithoutEditing,
  ),
  'K-303': fault(
    'arrival',
    '文字コードがUTF-16になっています',
    '文字コードがUTF-16(Unicode)のファイルです。請求情報の文字コードはシフトJISです。',
    phrases.remakeWithoutEditing,
  ),
  'K-304': fault(
    'arrival',
    '請求情報のファイルではありません',
    '{kind}です。請求情報のファイルは、コントロールレコードで始まるCSVのファイルです。',
    '請求ソフトで作った請求情報のファイルを選び直してください。',
  ),
  'K-305': fault(
    'arrival',
    '障害福祉サービスの請求情報です',
    '障害者総合支援の形式({kind})のファイルです。このソフトで送信できるのは、介護保険の請求情報だけです。',
    '介護保険の請求情報のファイルを選び直してください。障害福祉サービスの請求は、そのための送信ソフトで行ってください。',
  ),
  'K-306': fault(
    'arrival',
    'ファイル名を確かめてください',
    'ファイル名「{value}」は使えません。半角の英字で始まる8文字以内の英数字に「.CSV」を付けた名前にします。',
    'ファイル名を変えてから、もう一度選んでください。例: I0304A.CSV',
  ),
  'K-307': fault(
    'arrival',
    '文字が壊れています',
    'シフトJISの文字として読めない部分があります。',
    phrases.remakeWithoutEditing,
  ),
  'K-308': fault(
    'acceptance',
    '使えない文字(\')があります',
    '半角の一重引用符(\')は、請求情報に使えない文字です。',
    '請求ソフトでこの項目から「\'」を取り除き、請求情報のファイルを作り直してください。',
  ),
  'K-309': fault(
    'acceptance',
    '使えない制御文字があります',
    '目に見えない制御文字が入っています。',
    '請求ソフトでこの項目を入力し直し、請求情報のファイルを作り直してください。ほかの画面から貼り付けた文字に含まれることがあります。',
  ),
  'K-310': fault(
    'arrival',
    '改行の形が違います',
    '行の終わりが、請求情報の改行(CRとLF)になっていません。',
    phrases.remakeWithoutEditing,
  ),
  'K-311': fault(
    'arrival',
    '最後の改行がありません',
    'エンドレコードのあとの改行がありません。最後の行も改行で終わる必要があります。',
    phrases.remakeWithoutEditing,
  ),
  'K-312': fault(
    'arrival',
    'ファイルが途中で切れています',
    '最後にあるはずのエンドレコードがありません。データレコードは{value}件読めました。',
    `作成やコピーの途中で止まった可能性があります。${phrases.remake}`,
  ),
  'K-313': fault(
    'arrival',
    'エンドレコードのあとに続きがあります',
    'エンドレコードのあとに、余分な行や文字があります。2つのファイルをつなげた可能性もあります。',
    phrases.remakeWithoutEditing,
  ),
  'K-314': fault(
    'arrival',
    '最後に余分な終わりの印があります',
    'エンドレコードのあとに、古いソフトがファイルの終わりに付ける印(1バイト)があります。',
    phrases.remakeOrAsk,
  ),
  'K-315': fault('arrival', '行が長すぎます', '1行が{value}バイトを超えています。請求情報のファイルではないか、改行が失われた可能性があります。', phrases.remakeOrAsk),
  'K-316': fault(
    'acceptance',
    '引用符(")の付け方が違います',
    '項目を囲む「"」の対応が正しくありません。項目の中の「"」は、2つ続けて書きます。',
    phrases.remakeOrAsk,
  ),
  'K-317': fault(
    'acceptance',
    '引用符(")が閉じていません',
    '項目を囲む「"」が、行の終わりまでに閉じていません。項目の中で改行した可能性があります。',
    '請求ソフトでこの項目の改行を取り除き、請求情報のファイルを作り直してください。続くときは、請求ソフトのサポート窓口へお知らせください。',
  ),
  'K-318': fault('acceptance', '空の行があります', '何も書かれていない行があります。', phrases.remakeWithoutEditing),
} as const satisfies Readonly<Record<string, ClaimWords>>;

/** What a file seems to be that does not begin like a claim file. */
export const foreignNames = {
  excel: '表計算ソフト(Excel)などのファイル',
  zip: '圧縮されたファイルか、表計算ソフト(Excel)などのファイル',
  pdf: 'PDFの文書',
  unknown: '請求情報とは違う形のファイル',
} as const;
