import { mediaNames } from './catalogue/index.ts';
import { quoteBytes, type Findings } from './findings.ts';
import { readMonth, readNumber } from './months.ts';
import { isOfficeNumberAt } from './numbers.ts';
import type { RecordItems } from './record.ts';
import { dataTypes, type DataType } from './verdict.ts';

/** The 12 items of the control record of a 介護 file (domain facts §2). */
export const controlColumns = {
  type: 1, number: 2, volume: 3, count: 4, dataType: 5, welfareOffice: 6, insurer: 7, office: 8, prefecture: 9, media: 10, month: 11, fileNumber: 12,
} as const;

const controlItems = 12;
const disabilityItems = 11;
const internet = '7';

/** What the rest of the file is compared with; null or -1 where it cannot be read. */
export interface ControlRecord {
  readonly dataType: DataType | null;
  /** As it stands in the file, right or wrong. */
  readonly office: Uint8Array;
  readonly officeIsGood: boolean;
  readonly count: number;
  readonly countText: string;
  /** YYYYMM as a number. */
  readonly month: number;
}

/** The file of another system (障害者総合支援): 11 items, or a データ種別 of the J and K families. Null for a 介護 file. */
export function disabilityMark(items: RecordItems): string | null {
  const type = text(items, controlColumns.dataType);
  if (/^[JK]\w\w$/.test(type)) return `データ種別 ${type}`;
  return items.count === disabilityItems ? `コントロールレコードが${disabilityItems}項目` : null;
}

/** Judges each item by itself; what needs the rest of the file is judged when that is known. */
export function readControlRecord(items: RecordItems, findings: Findings): ControlRecord {
  const at = controlColumns;
  const wrong = (code: Parameters<Findings['add']>[0], column: number, values: Record<string, string> = {}): void =>
    findings.add(code, 1, column, () => ({ value: text(items, column), ...values }));

  if (items.count !== controlItems) findings.add('K-321', 1, 0, () => ({ value: items.count }));
  if (number(items, at.number) !== 1) wrong('K-341', at.number, { expected: '1' });
  if (number(items, at.volume) !== 0) wrong('K-322', at.volume);
  if (!isDataType(text(items, at.dataType))) wrong('K-324', at.dataType);
  if (!isZeros(items, at.welfareOffice)) wrong('K-330', at.welfareOffice, { name: '福祉事務所特定番号' });
  if (!isZeros(items, at.insurer)) wrong('K-330', at.insurer, { name: '保険者番号' });
  // An older form has the two digits of the prefecture here.
  if (items.length(at.prefecture) > 2 || number(items, at.prefecture) < 0) wrong('K-330', at.prefecture, { name: '都道府県番号' });
  const officeIsGood = isOfficeNumberAt(items.bytes, items.from(at.office), items.to(at.office));
  if (!officeIsGood) wrong('K-326', at.office);
  const media = text(items, at.media);
  if (media !== internet) wrong('K-327', at.media, { kind: mediaNames[media] ?? '知らない媒体' });
  const month = readMonth(items.bytes, items.from(at.month), items.to(at.month));
  if (month === -1) wrong('K-328', at.month);
  if (number(items, at.fileNumber) < 0) wrong('K-331', at.fileNumber);

  const dataType = text(items, at.dataType);
  return {
    dataType: isDataType(dataType) ? dataType : null,
    office: items.bytes.slice(items.from(at.office), items.to(at.office)),
    officeIsGood,
    count: number(items, at.count),
    countText: text(items, at.count),
    month,
  };
}

export function text(items: RecordItems, column: number): string {
  return quoteBytes(items.bytes, items.from(column), items.to(column));
}

export function number(items: RecordItems, column: number): number {
  return readNumber(items.bytes, items.from(column), items.to(column));
}

/** `0`, `00`, `000000`: real files have all of them. */
function isZeros(items: RecordItems, column: number): boolean {
  return number(items, column) === 0;
}

function isDataType(value: string): value is DataType {
  return (dataTypes as readonly string[]).includes(value);
}
