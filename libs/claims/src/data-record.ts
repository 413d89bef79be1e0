import { number, text, type ControlRecord } from './control-record.ts';
import type { ClaimCode } from './catalogue/index.ts';
import { quoteBytes, type Findings, type Values } from './findings.ts';
import { formOf, type ClaimForm } from './forms.ts';
import type { KeyColumns, RecordLayout } from './layouts.ts';
import { formatMonth, readMonth } from './months.ts';
import { hasInsurerForm, isInsurerNumberAt, isOfficeNumberAt } from './numbers.ts';
import type { RecordItems } from './record.ts';

export const dataColumns = { type: 1, number: 2, id: 3, recordCode: 4 } as const;

const idLength = 4;
const recordCodeLength = 2;
const insuredLength = 10;

/** Judges the data records of one file. */
export class DataRecords {
  readonly #findings: Findings;
  readonly #control: ControlRecord | null;
  /** YYYYMM as numbers. */
  readonly serviceMonths = new Set<number>();
  #line = 0;
  readonly #add: Add = (code, column, values) => this.#findings.add(code, this.#line, column, values);

  constructor(findings: Findings, control: ControlRecord | null) {
    this.#findings = findings;
    this.#control = control;
  }

  check(items: RecordItems, line: number): void {
    this.#line = line;
    const add = this.#add;
    if (items.length(dataColumns.id) !== idLength) {
      add('K-350', dataColumns.id, () => ({ value: text(items, dataColumns.id) }));
      return;
    }
    const form = formOf(items.bytes, items.from(dataColumns.id));
    if (form === undefined) {
      add('K-351', dataColumns.id, () => ({ value: text(items, dataColumns.id) }));
      return;
    }
    const { keys } = form.layout;
    this.#checkMonth(items, keys, form, add);
    this.#checkOffice(items, keys, add);
    if (keys.insurer > 0) checkInsurer(items, keys.insurer, add);
    if (keys.insured > 0 && !isInsuredNumber(items, keys.insured)) add('K-360', keys.insured);
    const layout = form.layout.records[recordCodeOf(items)] ?? form.layout.records[''];
    if (layout !== undefined) checkLayout(items, layout, form, add);
  }

  #checkMonth(items: RecordItems, keys: KeyColumns, form: ClaimForm, add: Add): void {
    const column = keys.serviceMonth;
    const month = readMonth(items.bytes, items.from(column), items.to(column));
    if (month === -1) {
      add('K-355', column, () => ({ value: text(items, column) }));
      return;
    }
    this.serviceMonths.add(month);
    const processing = this.#control?.month ?? -1;
    if (processing !== -1 && month > processing) add('K-356', column, () => ({ month: formatMonth(month), expected: formatMonth(processing) }));
    if ((form.since !== null && month < form.since) || (form.until !== null && month > form.until)) {
      add('K-352', dataColumns.id, () => ({ value: form.id, kind: form.title, month: formatMonth(month) }));
    }
  }

  #checkOffice(items: RecordItems, keys: KeyColumns, add: Add): void {
    // Where the control record is wrong itself, that is the one fault.
    if (this.#control === null || !this.#control.officeIsGood) return;
    const { office } = this.#control;
    const from = items.from(keys.office);
    const same = items.to(keys.office) - from === office.length && office.every((byte, at) => items.bytes[from + at] === byte);
    if (!same) add('K-357', keys.office, () => ({ value: text(items, keys.office), expected: quoteBytes(office, 0, office.length) }));
  }
}

type Add = (code: ClaimCode, column: number, values?: () => Values) => void;

function checkInsurer(items: RecordItems, column: number, add: Add): void {
  const from = items.from(column);
  const to = items.to(column);
  if (!hasInsurerForm(items.bytes, from, to)) add('K-358', column, () => ({ value: text(items, column) }));
  else if (!isInsurerNumberAt(items.bytes, from, to)) add('K-359', column, () => ({ value: text(items, column) }));
}

/** Ten digits, or `H` and nine for 生保単独. */
function isInsuredNumber(items: RecordItems, column: number): boolean {
  const from = items.from(column);
  if (items.to(column) - from !== insuredLength) return false;
  for (let at = 0; at < insuredLength; at++) {
    const byte = items.bytes[from + at] ?? 0;
    if ((byte < 0x30 || byte > 0x39) && !(at === 0 && byte === 0x48)) return false;
  }
  return true;
}

function checkLayout(items: RecordItems, layout: RecordLayout, form: ClaimForm, add: Add): void {
  if (items.count !== layout.items) {
    add('K-353', 0, () => ({ kind: form.title, expected: layout.items, value: items.count }));
    return;
  }
  const longerFrom = (column: number): number => items.nextLonger(layout.widths, column);
  for (let column = longerFrom(dataColumns.recordCode); column > 0; column = longerFrom(column + 1)) {
    add('K-354', column, () => ({ expected: layout.widths[column] ?? 0, value: items.length(column) }));
  }
  for (const column of layout.otherOffices) {
    if (items.length(column) === 0 || number(items, column) === 0) continue;
    if (!isOfficeNumberAt(items.bytes, items.from(column), items.to(column))) add('K-361', column, () => ({ value: text(items, column) }));
  }
}

/** `01`; empty when the item has another length. */
function recordCodeOf(items: RecordItems): string {
  const from = items.from(dataColumns.recordCode);
  if (items.to(dataColumns.recordCode) - from !== recordCodeLength) return '';
  return String.fromCharCode(items.bytes[from] ?? 0, items.bytes[from + 1] ?? 0);
}
