import { controlColumns, disabilityMark, number, readControlRecord, text, type ControlRecord } from './control-record.ts';
import { dataColumns, DataRecords } from './data-record.ts';
import { isClaimFileName } from './file-name.ts';
import { Findings, quoteText } from './findings.ts';
import { recognizeForeign, Utf8Watch } from './foreign.ts';
import { limits } from './limits.ts';
import { LineCutter, type LineEnd } from './lines.ts';
import { RecordItems, type TextFault } from './record.ts';
import type { ClaimVerdict } from './verdict.ts';
import { compareDataType, compareWithControl, nameForeign } from './whole-file.ts';

export interface ClaimOptions {
  /** Name without a path. */
  readonly fileName: string;
  /** The moment that decides the month of the claims window: now on a PC, the arrival on a server. */
  readonly now: Date;
}

/** Takes the bytes of one file in any portions; the verdict does not depend on how they were split. */
export interface ClaimChecker {
  push(chunk: Uint8Array): void;
  end(): ClaimVerdict;
}

const controlType = 0x31;
const dataType = 0x32;
const endType = 0x33;
const endItems = 2;
/** The end-of-file mark of CP/M and MS-DOS. No source of the format knows it, so it counts as something after the end. */
const oldEndMark = 0x1a;

/** The check without any I/O; `checkClaimFile` drives it. */
export function createClaimChecker(options: ClaimOptions): ClaimChecker {
  const check = new FileCheck(options);
  return { push: (chunk) => check.push(chunk), end: () => check.end() };
}

type Place = 'control' | 'data' | 'after-end' | 'foreign';

class FileCheck {
  readonly #options: ClaimOptions;
  readonly #findings: Findings;
  readonly #items = new RecordItems((fault, column) => {
    if (!this.#faults.has(fault)) this.#faults.set(fault, column);
  });
  readonly #utf8 = new Utf8Watch();
  /** First item with each fault of the line: one of a kind is enough to find it. */
  readonly #faults = new Map<TextFault, number>();
  readonly #cutter = new LineCutter((bytes, from, to, end, tooLong) => this.#line(bytes, from, to, end, tooLong));
  #data: DataRecords;
  #control: ControlRecord | null = null;
  #place: Place = 'control';
  #bytes = 0;
  #lines = 0;
  #records = 0;
  #expectedNumber = 1;
  #lineEndTold = false;
  #endTold = false;

  constructor(options: ClaimOptions) {
    this.#options = options;
    this.#findings = startFindings(options);
    this.#data = new DataRecords(this.#findings, null);
  }

  push(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    this.#cutter.push(chunk);
  }

  end(): ClaimVerdict {
    this.#cutter.end();
    if (this.#bytes === 0) this.#findings.add('K-301', 0, 0);
    else if (this.#place !== 'foreign' && this.#utf8.found) return this.#utf8Verdict();
    else if (this.#place !== 'foreign') this.#judgeWhole();
    return { ok: this.#findings.ok, findings: this.#findings.list(), summary: this.#summary() };
  }

  #line(bytes: Uint8Array, from: number, to: number, end: LineEnd, tooLong: boolean): void {
    this.#lines++;
    if (this.#place === 'foreign' || (this.#lines === 1 && this.#isForeign(bytes.subarray(from, to)))) return;
    if (this.#place === 'after-end') {
      this.#afterEnd(bytes, from, to, end);
      return;
    }
    if (tooLong) this.#findings.add('K-315', this.#lines, 0, () => ({ value: limits.recordMaxBytes }));
    if (end === 'lf') this.#wrongLineEnd();
    if (tooLong || to === from) {
      if (!tooLong) this.#findings.add('K-318', this.#lines, 0);
      return;
    }
    if (this.#faults.size > 0) this.#faults.clear();
    this.#items.read(bytes, from, to);
    if (this.#items.hasHighBytes && this.#utf8.possible) this.#utf8.feed(bytes, from, to);
    // A line that the end of the file cuts says nothing but that; only an end record is whole without its line end.
    if (end === 'none' && !this.#items.isByte(dataColumns.type, endType)) {
      if (this.#faults.has('carriage-return')) this.#wrongLineEnd();
      return;
    }
    this.#tellFaults();
    this.#record(end);
  }

  #record(end: LineEnd): void {
    const items = this.#items;
    if (this.#place === 'control') {
      this.#place = 'data';
      if (items.isByte(controlColumns.type, controlType)) {
        this.#readControl();
        return;
      }
      this.#findings.add('K-320', 1, 0);
      this.#expectedNumber = number(items, dataColumns.number);
    }
    if (items.isByte(dataColumns.type, dataType)) {
      this.#checkNumber();
      this.#records++;
      if (this.#records === 1 && this.#control !== null) compareDataType(this.#control, text(items, dataColumns.id), this.#findings);
      this.#data.check(items, this.#lines);
    } else if (items.isByte(dataColumns.type, endType)) {
      this.#checkNumber();
      if (items.count !== endItems) this.#findings.add('K-343', this.#lines, 0, () => ({ value: items.count }));
      if (end === 'none') this.#findings.add('K-311', this.#lines, 0);
      this.#place = 'after-end';
    } else this.#findings.add('K-340', this.#lines, 1, () => ({ value: text(items, dataColumns.type) }));
  }

  #readControl(): void {
    const disability = disabilityMark(this.#items);
    if (disability !== null) {
      this.#place = 'foreign';
      this.#findings.add('K-305', 1, 0, () => ({ kind: disability }));
      return;
    }
    this.#control = readControlRecord(this.#items, this.#findings);
    this.#data = new DataRecords(this.#findings, this.#control);
    this.#expectedNumber = 2;
  }

  #checkNumber(): void {
    const met = number(this.#items, dataColumns.number);
    if (met !== this.#expectedNumber) {
      this.#findings.add('K-341', this.#lines, dataColumns.number, () => ({ value: text(this.#items, dataColumns.number), expected: this.#expectedNumber }));
    }
    // Goes on from what was met, so that one lost line is one finding.
    this.#expectedNumber = (met === -1 ? this.#expectedNumber : met) + 1;
  }

  #afterEnd(bytes: Uint8Array, from: number, to: number, end: LineEnd): void {
    if (this.#endTold) return;
    this.#endTold = true;
    const onlyMark = to - from === 1 && bytes[from] === oldEndMark && end === 'none';
    this.#findings.add(onlyMark ? 'K-314' : 'K-313', this.#lines, 0);
  }

  #isForeign(head: Uint8Array): boolean {
    const kind = recognizeForeign(head);
    if (kind === null) return false;
    this.#place = 'foreign';
    nameForeign(kind, this.#findings);
    return true;
  }

  #tellFaults(): void {
    for (const [fault, column] of this.#faults) {
      if (fault === 'carriage-return') this.#wrongLineEnd();
      else this.#findings.add(codeOfFault[fault], this.#lines, column);
    }
  }

  /** Told once: all lines of such a file are alike. */
  #wrongLineEnd(): void {
    if (!this.#lineEndTold) this.#findings.add('K-310', this.#lines, 0);
    this.#lineEndTold = true;
  }

  #judgeWhole(): void {
    if (this.#place !== 'after-end') this.#findings.add('K-312', this.#lines, 0, () => ({ value: this.#records }));
    else if (this.#records === 0) this.#findings.add('K-342', this.#lines, 0);
    if (this.#control !== null) compareWithControl(this.#control, this.#records, this.#data.serviceMonths, this.#options.now, this.#findings);
  }

  /** In another encoding every length and every letter would be a fault of its own: the one that matters is named. */
  #utf8Verdict(): ClaimVerdict {
    const findings = startFindings(this.#options);
    findings.add('K-302', 0, 0);
    return { ok: false, findings: findings.list(), summary: null };
  }

  #summary(): ClaimVerdict['summary'] {
    if (this.#control === null || this.#control.dataType === null || !this.#control.officeIsGood || this.#control.month === -1) return null;
    return {
      dataType: this.#control.dataType,
      office: new TextDecoder().decode(this.#control.office),
      processingMonth: String(this.#control.month),
      serviceMonths: [...this.#data.serviceMonths].sort((a, b) => a - b).map(String),
      records: this.#records,
      bytes: this.#bytes,
    };
  }
}

function startFindings({ fileName }: ClaimOptions): Findings {
  const findings = new Findings();
  if (!isClaimFileName(fileName)) findings.add('K-306', 0, 0, () => ({ value: quoteText(fileName) }));
  return findings;
}

const codeOfFault = { broken: 'K-307', apostrophe: 'K-308', control: 'K-309', quote: 'K-316', unclosed: 'K-317' } as const;
