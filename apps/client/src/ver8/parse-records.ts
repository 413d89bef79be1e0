import { decodeCp932 } from '@togo/claims';
import { readMoment } from '@togo/foundation';

/** How a file stood when Ver.8 looked last. */
export const ver8States = ['到達', '受付', '一部エラー', '返戻', '取消済', '未送信'] as const;
export type Ver8State = (typeof ver8States)[number];

/** One line of SOUSIN.DAT. */
export interface Ver8Record {
  readonly at: Date;
  /** 整理番号: 20 digits. */
  readonly number: string;
  /** 事業所番号: 10 characters. */
  readonly facility: string;
  readonly fileName: string;
  readonly state: Ver8State;
}

export interface Ver8Records {
  /** In the order of the file, oldest first. */
  readonly records: readonly Ver8Record[];
  /** Lines, from 1, that are no record: damaged, or cut off. */
  readonly brokenLines: readonly number[];
}

export function isUnsent({ state }: Ver8Record): boolean {
  return state === '未送信';
}

const stateForm = ver8States.join('|');
const lineForm = new RegExp(`^(\\d{4})/(\\d{2})/(\\d{2}) (\\d{2}:\\d{2}:\\d{2})\\t(\\d{20})\\t([0-9A-Z]{10})\\t([^\\p{Cc}]+)\\t(${stateForm})$`, 'u');

/**
 * Reads SOUSIN.DAT line by line: what one line suffered does not take the others with it. Whatever the bytes, there is an answer.
 *
 * @param bytes CP932, fields between tabs, lines ended by CR LF; the last one may lack its end.
 */
export function parseRecords(bytes: Uint8Array): Ver8Records {
  const read = [...linesOf(bytes)].map((line, position) => ({ line: position + 1, isEmpty: line.length === 0, record: parseLine(line) }));
  return {
    records: read.flatMap(({ record }) => (record === undefined ? [] : [record])),
    brokenLines: read.flatMap(({ line, isEmpty, record }) => (isEmpty || record !== undefined ? [] : [line])),
  };
}

/** No second byte of a CP932 character is a line feed, so bytes can be split before they are decoded. */
function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let begin = 0; begin < bytes.length; ) {
    const feed = bytes.indexOf(0x0a, begin);
    const end = feed === -1 ? bytes.length : feed;
    yield bytes.subarray(begin, end > begin && bytes[end - 1] === 0x0d ? end - 1 : end);
    begin = end + 1;
  }
}

function parseLine(line: Uint8Array): Ver8Record | undefined {
  const [, year, month, day, time, number, facility, fileName, state] = lineForm.exec(decodeCp932(line) ?? '') ?? [];
  const at = readMoment(`${year}-${month}-${day}T${time}+09:00`);
  const known = ver8States.find((each) => each === state);
  if (at === undefined || number === undefined || facility === undefined || fileName === undefined || known === undefined) return undefined;
  return { at, number, facility, fileName, state: known };
}
