import type { TlsRange } from '@togo/tls-policy';
import { formatJst } from '../japanese-time.ts';
import { clientWords } from './client.ts';
import { connectionWords } from './connection.ts';
import { engineWords } from './engine.ts';
import { fillIn, type Notice, type NoticeCode, type Words } from './notice.ts';
import { receptionWords } from './reception.ts';
import { describeRange } from './tls-names.ts';

/** Everything that can come back from sending, with its words. */
const words: Readonly<Record<NoticeCode, Words>> = { ...clientWords, ...connectionWords, ...engineWords, ...receptionWords };

/** What the words of a refusal are filled in with. */
export interface RefusalFacts {
  readonly host: string;
  readonly range: TlsRange;
  /** ISO 8601. */
  readonly at: string;
  /** ISO 8601: when a lock ends, or the closing time that has passed. */
  readonly until?: string | undefined;
}

export function isNoticeCode(code: string): code is NoticeCode {
  return Object.hasOwn(words, code);
}

/** What a facility is told about a refusal while it sends. A code that nobody knows is our bug. */
export function describeRefusal(code: string, { host, range, at, until }: RefusalFacts): Notice {
  const known: NoticeCode = isNoticeCode(code) ? code : 'I-499';
  const { title, explanation, next } = words[known];
  const values = {
    host,
    range: describeRange(range),
    protocol: describeRange(range),
    time: formatJst(new Date(at)),
    until: until === undefined ? 'しばらく後' : formatJst(new Date(until)),
    // The days of a certificate stand on the first page and in 電子証明書.
    from: '',
    ended: '',
  };
  return { code: known, ok: false, title, explanation: fillIn(explanation, values), next: known.startsWith('T-') ? afterConnection : fillIn(next, values) };
}

/** The words of a connection are written for the page of 接続確認, with its buttons. */
const afterConnection = '《接続確認》で、電子請求受付システムと通信できるか確かめてください。接続できたら、もう一度[送受信する]を押してください。';
