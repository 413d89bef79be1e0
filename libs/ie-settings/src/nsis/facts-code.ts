import { untouchedPc } from '../facts.ts';
import { fields, flatten, lookUp, type Field } from '../fields.ts';
import { nsisString } from './escape.ts';

const defaults = flatten(untouchedPc);

/** One variable per fact, and the reader of the facts file that tests inject. */
export function factsCode(): string {
  return [
    '; Made from libs/ie-settings/src/fields.ts. Every fact is one variable; DWORDs are signed, long texts are addresses.',
    ...fields.map(({ name }) => `Var ${name}`),
    '',
    '; Facts of a PC on which nothing was ever changed.',
    'Function ClearFacts',
    ...fields.map((field) => `  StrCpy $${field.name} ${defaultCode(field)}`),
    'FunctionEnd',
    '',
    '; The facts of one case: section $case.section of the file $case.file. What it leaves out is as on an untouched PC.',
    'Var case.file',
    'Var case.section',
    'Var case.text',
    'Function ReadCase',
    '  Call ClearFacts',
    ...fields.flatMap((field) => readCode(field).map((line) => `  ${line}`)),
    'FunctionEnd',
    '',
  ].join('\n');
}

function defaultCode({ name, kind }: Field): string {
  if (kind === 'long-text') return '0';
  const value = lookUp(defaults, name);
  return typeof value === 'number' ? String(value | 0) : nsisString(value);
}

function readCode(field: Field): string[] {
  return [
    'ClearErrors',
    `ReadINIStr $case.text $case.file $case.section ${field.name}`,
    '${IfNot} ${Errors}',
    ...storeCode(field).map((line) => `  ${line}`),
    '${EndIf}',
  ];
}

function storeCode({ name, kind }: Field): string[] {
  if (kind === 'text' || kind === 'word') return [`StrCpy $${name} $case.text`];
  if (kind === 'long-text') return ['Push $case.text', 'System::Call "shlwapi::StrDupW(w s) p .s"', `Pop $${name}`];
  return [`IntOp $${name} $case.text | 0`];
}
