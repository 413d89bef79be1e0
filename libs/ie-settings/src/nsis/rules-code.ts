import { weights } from '../evaluate.ts';
import { signals, type Signal } from '../signals.ts';
import { decisionTable } from '../table/index.ts';
import type { Question, Row } from '../table/row.ts';
import { testCode } from './condition-code.ts';
import { nsisString } from './escape.ts';

/** Every row of the table with the number by which the exe knows it. */
export const numberedRows: readonly (readonly [id: number, row: Row])[] = decisionTable.flatMap(({ rows }) => rows).map((row, position) => [position + 1, row]);

const idOf = new Map(numberedRows.map(([id, row]) => [row, id]));

/** The decision table as NSIS: signals, questions, and Evaluate, which leaves the answers in $findings. */
export function rulesCode(): string {
  return [
    '; Made from the decision table of libs/ie-settings. Change it there.',
    '',
    ...signals.flatMap(signalCode),
    ...decisionTable.flatMap(questionCode),
    '; Answers every question. $findings lists the rows by number, the heaviest first: ",12,50".',
    'Var findings',
    'Function Evaluate',
    ...weights.map((_, weight) => `  StrCpy $findings.${weight} ""`),
    ...signals.map(({ name }) => `  Call ${deriveName(name)}`),
    ...decisionTable.map(({ name }) => `  Call Ask${name}`),
    `  StrCpy $findings ${nsisConcat(weights.map((_, weight) => `$findings.${weight}`))}`,
    'FunctionEnd',
    '',
    '; What is known of row $finding.id.',
    ...['id', 'row', 'code', 'verdict', 'who', 'support', 'fix'].map((name) => `Var finding.${name}`),
    'Function DescribeFinding',
    '  ${Select} $finding.id',
    ...numberedRows.flatMap(([id, row]) => describeCode(id, row).map((line) => `    ${line}`)),
    '  ${EndSelect}',
    'FunctionEnd',
    '',
  ].join('\n');
}

/** Declared before the questions that fill them. */
export function findingListsCode(): string {
  return weights.map((verdicts, weight) => `Var findings.${weight} ; ${verdicts.join(', ')}`).join('\n');
}

function signalCode({ name, says, cases }: Signal): string[] {
  const branches = cases.flatMap(({ row, when, then }, position) => {
    const value = typeof then === 'object' ? `$${then.copyOf}` : typeof then === 'number' ? String(then | 0) : nsisString(then);
    const test = when.length === 0 ? (position === 0 ? [] : ['${Else}']) : testCode(position === 0 ? 'If' : 'ElseIf', when);
    return [...test, `  StrCpy $${name} ${value}${row === undefined ? '' : ` ; row ${row}`}`];
  });
  return [`; ${says}`, `Var ${name}`, `Function ${deriveName(name)}`, ...indent([...branches, '${EndIf}']), 'FunctionEnd', ''];
}

function questionCode({ name, asks, rows }: Question): string[] {
  const branches = rows.flatMap((row, position) => {
    const id = idOf.get(row) ?? 0;
    const weight = weights.findIndex((verdicts) => verdicts.includes(row.verdict));
    const label = [`row ${row.row}`, row.variant, row.code, row.verdict].filter((part) => part !== undefined).join(', ');
    return [...testCode(position === 0 ? 'If' : 'ElseIf', row.when), `  StrCpy $findings.${weight} "$findings.${weight},${id}" ; ${label}`];
  });
  return [`; ${asks}`, `Function Ask${name}`, ...indent([...branches, '${EndIf}']), 'FunctionEnd', ''];
}

function describeCode(id: number, row: Row): string[] {
  return [
    `\${Case} ${id}`,
    `  StrCpy $finding.row ${row.row}`,
    `  StrCpy $finding.code ${nsisString(row.code)}`,
    `  StrCpy $finding.verdict ${nsisString(row.verdict)}`,
    `  StrCpy $finding.who ${nsisString(row.who)}`,
    `  StrCpy $finding.support ${nsisString(row.message)}`,
    `  StrCpy $finding.fix ${nsisString(row.fix ?? '')}`,
  ];
}

function deriveName(signal: string): string {
  return `Derive${signal.charAt(0).toUpperCase()}${signal.slice(1)}`;
}

function nsisConcat(parts: readonly string[]): string {
  return `"${parts.join('')}"`;
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
