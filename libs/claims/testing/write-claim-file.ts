import { addMonths } from '../src/months.ts';
import type { DataType } from '../src/verdict.ts';
import { leadingRecords, personRecords, type Item } from './claim-records.ts';
import { encodeCp932 } from './encode-cp932.ts';
import { syntheticOffice } from './synthetic-numbers.ts';

export interface WriteOptions {
  /** `all-quoted` as qkan writes data records; `selective` as ほのぼの: key items quoted, unused numbers 0. Default: all-quoted. */
  readonly style?: 'all-quoted' | 'selective';
  /** Default: 711. */
  readonly dataType?: DataType;
  /** 事業所番号. Default: `syntheticOffice()`. */
  readonly office?: string;
  /** 処理対象年月, YYYYMM. Default: 202104; `processingMonthAt(now)` makes a file that can be sent now. */
  readonly processingMonth?: string;
  /** サービス提供年月, YYYYMM. Default: the month before the 処理対象年月. */
  readonly serviceMonth?: string;
  /** Default: 3. */
  readonly people?: number;
  /** People are added until the file has so many bytes. */
  readonly minBytes?: number;
}

/** A valid synthetic claim file as CP932 bytes: right numbers, no real person. The same options give the same bytes. */
export function writeClaimFile(options: WriteOptions = {}): Uint8Array {
  const { style = 'all-quoted', dataType = '711', office = syntheticOffice(), processingMonth = '202104', people = 3, minBytes = 0 } = options;
  const serviceMonth = options.serviceMonth ?? String(addMonths(Number(processingMonth), -1));
  const writeRecord = (items: readonly Item[]): string => items.map((item) => writeItem(item, style)).join(',');
  const records: string[] = [];
  let bytes = 0;
  let written = 0;
  for (; written < people || bytes < minBytes; written++) {
    for (const items of personRecords(dataType, { office, serviceMonth }, written)) {
      const record = writeRecord(items);
      records.push(record);
      bytes += record.length;
    }
  }
  records.unshift(...leadingRecords(dataType, { office, serviceMonth }, written).map(writeRecord));
  // Both are seen for 保険者番号 and 都道府県番号.
  const [insurer, prefecture] = style === 'selective' ? ['0', '0'] : ['000000', '00'];
  const control = ['1', '1', '0', String(records.length), dataType, '0', insurer, office, prefecture, '7', processingMonth, '0'];
  return joinParts([
    `${control.join(',')}\r\n`,
    ...records.map((record, index) => `2,${index + 2},${record}\r\n`),
    `3,${records.length + 2}\r\n`,
  ]);
}

function writeItem({ value, kind }: Item, style: WriteOptions['style']): string {
  if (style === 'all-quoted' || kind === 'key') return `"${value}"`;
  return kind === 'number' && value === '' ? '0' : value;
}

function joinParts(lines: readonly string[]): Uint8Array {
  const parts = lines.map(encodeCp932);
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
