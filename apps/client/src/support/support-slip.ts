import type { Entry } from '@togo/transmission';
import type { LastExchange } from '@togo/transmission/node';
import { formatJst } from '../japanese-time.ts';
import { describeAcceptance, describeArrival, describeCancellation } from '../messages/entry-words.ts';
import type { ClientCode } from '../messages/notice.ts';
import { isUnsent, type Ver8Records } from '../ver8/parse-records.ts';

const byteOrderMark = '\uFEFF';
/** Entries that a slip lists. */
const entriesMax = 20;

export interface SlipFacts {
  readonly at: Date;
  /** Versions, runtime, Windows: label and value. */
  readonly versions: readonly (readonly [string, string])[];
  readonly reception: string;
  readonly userId: string | undefined;
  /** Code of the last check of the connection in this run. */
  readonly lastCheck: string | undefined;
  readonly lastExchange: LastExchange | undefined;
  /** Newest first; undefined when the outbox cannot be opened. */
  readonly entries: readonly Entry[] | undefined;
  /** Its records of what it sent, or why they cannot be read; undefined where there are none. */
  readonly ver8: Ver8Records | ClientCode | undefined;
  /** The last lines of the log. */
  readonly log: readonly string[];
}

/**
 * 問い合わせ票 for Notepad: what the support desk asks for. Nothing of what a claim file says goes into it: no names, no 被保険者番号,
 * and of a folder of this user only that it is one.
 */
export function supportSlip({ at, versions, reception, userId, lastCheck, lastExchange, entries, ver8, log }: SlipFacts): string {
  const lines = [
    '介護伝送ソフト 問い合わせ票',
    '',
    `作成: ${formatJst(at)}`,
    `ユーザID: ${userId ?? 'まだログインしていません'}`,
    `接続先: ${reception}`,
    ...versions.map(([label, value]) => `${label}: ${value}`),
    `接続確認: ${lastCheck ?? 'この画面を開いてから、まだ確認していません'}`,
    `前回の送受信: ${lastExchange === undefined ? 'まだありません' : `${lastExchange.code} ${formatJst(new Date(lastExchange.at))} 時計の差 ${lastExchange.skewSeconds}秒`}`,
    `Ver.8 の記録: ${describeRecords(ver8)}`,
    '',
    '送信待ちと送信結果(新しいものから)',
    ...(entries === undefined ? ['開けません'] : entries.slice(0, entriesMax).map(entryLine)),
    '',
    '記録',
    ...log.map(withoutUserFolder),
    '',
  ];
  return byteOrderMark + lines.join('\r\n');
}

function entryLine(entry: Entry): string {
  const states = [`到達 ${describeArrival(entry).word}`, `受付 ${describeAcceptance(entry).word}`, `取消 ${describeCancellation(entry).word}`];
  const codes = [...new Set(entry.findings.map(({ code }) => code))];
  return [entry.number, entry.send, ...states, ...(entry.refusal === undefined ? [] : [entry.refusal.code]), ...codes].join(' ');
}

/** How many, and nothing of what they say. */
function describeRecords(ver8: SlipFacts['ver8']): string {
  if (ver8 === undefined) return 'ありません';
  if (typeof ver8 === 'string') return `読めません ${ver8}`;
  return `${ver8.records.length}件 未送信 ${ver8.records.filter(isUnsent).length}件 読めない行 ${ver8.brokenLines.length}行`;
}

/** The folder of a Windows account carries a person's name. */
function withoutUserFolder(line: string): string {
  return line.replaceAll(/((?:Users|home)[\\/]+)[^\\/"]+/gi, '$1(利用者)');
}
