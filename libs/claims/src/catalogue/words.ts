/**
 * What one fault weighs and how a facility reads about it.
 *
 * `stage` is the step of the reception that finds it (domain facts, "Send → 到達 → 受付 → 審査"): `arrival` = the file cannot
 * be taken at all, `acceptance` = its form is judged, `advice` = said to the sender only.
 */
export interface ClaimWords {
  readonly severity: 'error' | 'warning';
  readonly stage: 'arrival' | 'acceptance' | 'advice';
  /** One line for lists and for the guide. */
  readonly title: string;
  /** What is wrong; `{name}` is filled in. */
  readonly message: string;
  /** What to do now. */
  readonly next: string;
}

const remake = '請求ソフトで、請求情報のファイルを作り直してください。';

/** Phrases that several entries share. */
export const phrases = {
  remake,
  remakeWithoutEditing: `${remake}作ったファイルは、表計算ソフトやメモ帳で開いて保存し直さないでください。`,
  remakeOrAsk: `${remake}続くときは、請求ソフトのサポート窓口へお知らせください。`,
  checkAndRemake: '請求ソフトで入力を確かめて直し、請求情報のファイルを作り直してください。',
} as const;

type Entry = (stage: ClaimWords['stage'], title: string, message: string, next: string) => ClaimWords;

/** An entry that stops the sending. */
export const fault: Entry = (stage, title, message, next) => ({ severity: 'error', stage, title, message, next });

/** An entry with which the file may still be sent. */
export const warning: Entry = (stage, title, message, next) => ({ severity: 'warning', stage, title, message, next });
