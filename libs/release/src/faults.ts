import { limits } from './limits.ts';
import { ruleTable, type RuleName } from './rule-table.ts';

/** A place in a written file, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Fault extends Position {
  readonly rule: RuleName;
  readonly file: string;
  readonly expected: string;
  readonly got: string;
  /** Why the rule exists. */
  readonly message: string;
}

export function faultAt(file: string, position: Position, rule: RuleName, expected: string, got: string): Fault {
  return { rule, file, line: position.line, column: position.column, expected, got, message: ruleTable[rule] };
}

/** Puts faults in the order in which a reader meets them: file, line, column. */
export function sortFaults(faults: readonly Fault[]): Fault[] {
  return [...faults].sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule));
}

/** One line per fault, as a compiler prints it, so that editors can jump to it. */
export function formatFaults(faults: readonly Fault[]): string {
  return sortFaults(faults)
    .map(({ file, line, column, rule, expected, got, message }) => `${file}:${line}:${column} ${rule}: expected ${expected}, got ${got} (${message})\n`)
    .join('');
}

/** A value as a fault quotes it: on one line, and not longer than needed to find it. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > limits.gotChars ? `${text.slice(0, limits.gotChars)}…` : text;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
