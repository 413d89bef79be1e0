import { foreignNames, monthHints } from './catalogue/index.ts';
import { controlColumns, type ControlRecord } from './control-record.ts';
import type { Findings, Values } from './findings.ts';
import type { ForeignKind } from './foreign.ts';
import { calendarMonthAt, formatMonth, processingMonthAt } from './months.ts';

/** Says what a file is that does not begin like a claim file. */
export function nameForeign(kind: ForeignKind, findings: Findings): void {
  if (kind === 'utf-16') findings.add('K-303', 0, 0);
  else if (kind === 'utf-8-bom') findings.add('K-302', 0, 0);
  else findings.add('K-304', 0, 0, () => ({ kind: foreignNames[kind] }));
}

/** Item 5 of the control record against the 識別番号 of the first data record. */
export function compareDataType({ dataType }: ControlRecord, id: string, findings: Findings): void {
  // The first three characters; only a 給付管理票 (822x) has kept the 821 of the record that once stood before it (qkan).
  const expected = id.startsWith('822') ? '821' : id.slice(0, 3);
  if (dataType !== null && dataType !== expected) findings.add('K-325', 1, controlColumns.dataType, () => ({ value: dataType, id }));
}

/** What the control record says of the file, once all of it was read: the number of records, and its month. */
export function compareWithControl(control: ControlRecord, records: number, serviceMonths: ReadonlySet<number>, now: Date, findings: Findings): void {
  const { count, countText, month } = control;
  if (count !== records) findings.add('K-323', 1, controlColumns.count, () => ({ value: countText, count: records }));
  const expected = Number(processingMonthAt(now));
  if (month === -1 || month === expected) return;
  const justEnded = month === calendarMonthAt(now) && !serviceMonths.has(month);
  const code = justEnded ? 'K-332' : 'K-329';
  findings.add(code, 1, controlColumns.month, () => explainMonth(month, expected, serviceMonths));
}

/**
 * Words for a 処理対象年月 that is not the month of the claims window. The usual mistake is the service month in its place.
 * All months are YYYYMM as numbers.
 */
function explainMonth(month: number, expected: number, serviceMonths: ReadonlySet<number>): Values {
  const kind = month > expected ? monthHints.future : serviceMonths.has(month) ? monthHints.serviceMonth : monthHints.past;
  return { value: formatMonth(month), expected: formatMonth(expected), kind };
}
