import { formatJst } from '@togo/release';
import type { PublishedDate } from '@togo/trust';

/** Names as they stand on the screens, in the Start menu and in the notice. */
export const names = {
  site: '統合インストーラのご案内',
  system: '電子請求受付システム',
  installer: '統合インストーラ',
  client: '介護伝送ソフト',
  checker: 'IE設定チェックツール',
} as const;

/** `2021年4月19日(月) 10:00`, or the published window: `令和3年4月頃`. */
export function whenWords(when: PublishedDate): string {
  return 'at' in when ? momentWords(when.at) : when.window;
}

/** @param at ISO 8601 with an offset. */
export function momentWords(at: string): string {
  return formatJst(new Date(at));
}

/** From which moment on: a window already says 以降 or 頃 by itself. */
export function fromWords(when: PublishedDate): string {
  if ('at' in when) return `${momentWords(when.at)} から`;
  return when.window.endsWith('以降') ? when.window : `${when.window}から`;
}

export function megabytes(bytes: number): string {
  return `${Math.max(0.1, bytes / 1e6).toFixed(1)} MB`;
}

/** What an operator typed reaches a facility only where it is Japanese. */
export function inJapanese(text: string): string | undefined {
  return /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text) ? text : undefined;
}
