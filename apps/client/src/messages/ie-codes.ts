import { decisionTable, renderMessage } from '@togo/ie-settings';

const words = { account: 'お使いの方', product: 'セキュリティ対策ソフト' };
const codes = [...new Set(decisionTable.flatMap(({ rows }) => rows.map(({ message }) => message)))].sort();

/** Every code that a check of Internet Explorer's setting can give, here or in IE設定チェックツール, and what it means. */
export const ieMeanings: readonly (readonly [code: string, meaning: string])[] = codes.map((code) => [code, `${renderMessage(code, words)}。`.replace('。。', '。')]);
