import { boxes, unknownBits } from '../bits.ts';
import { headlines } from '../headlines.ts';
import { markOf } from '../marks.ts';
import { messages, renderWho, renderWhoShort, type Message } from '../messages.ts';
import { verdicts, type Verdict } from '../table/row.ts';
import { numberedRows } from './rules-code.ts';
import { nsisString } from './escape.ts';

/** The words of the catalogue that rows use: title, advice and who can act. */
export function messagesCode(): string {
  const used = new Set<string>(numberedRows.map(([, row]) => row.message));
  const entries = Object.entries<Message>(messages).filter(([code]) => used.has(code));
  const whoCodes = [...new Set(numberedRows.map(([, row]) => row.who))].sort();
  return [
    '; Made from libs/ie-settings/src/messages.ts.',
    '; What $finding.support and $finding.who say. $account.name and $product are filled in.',
    'Var account.name',
    'Var finding.title',
    'Var finding.advice',
    'Var finding.whoText',
    'Var finding.whoShort ; where there is little room: the first of them',
    'Function DescribeMessage',
    '  ${Select} $finding.support',
    ...entries.flatMap(([code, { title, advice }]) => [
      `    \${Case} ${nsisString(code)}`,
      `      StrCpy $finding.title ${wordsCode(title)}`,
      `      StrCpy $finding.advice ${wordsCode(advice)}`,
    ]),
    '  ${EndSelect}',
    '  ${Select} $finding.who',
    ...whoCodes.flatMap((who) => [
      `    \${Case} ${nsisString(who)}`,
      `      StrCpy $finding.whoText ${nsisString(renderWho(who))}`,
      `      StrCpy $finding.whoShort ${nsisString(renderWhoShort(who))}`,
    ]),
    '  ${EndSelect}',
    'FunctionEnd',
    '',
    ...headlineCode(),
    ...boxesCode(),
  ].join('\n');
}

/** What a verdict is called and which mark stands beside it. */
function headlineCode(): string[] {
  const cases = verdicts.flatMap((verdict: Verdict) => [
    `    \${Case} ${nsisString(verdict)}`,
    `      StrCpy $headline.mark ${nsisString(markOf(verdict))}`,
    `      StrCpy $headline.title ${nsisString(headlines[verdict].title)}`,
    `      StrCpy $headline.advice ${nsisString(headlines[verdict].advice)}`,
  ]);
  return [
    '; What the verdict in $headline.verdict means: mark (ok, warn, fail, info), title and advice.',
    ...['verdict', 'mark', 'title', 'advice'].map((name) => `Var headline.${name}`),
    'Function DescribeVerdict',
    '  ${Select} $headline.verdict',
    ...cases,
    '  ${EndSelect}',
    'FunctionEnd',
    '',
  ];
}

/** The boxes that a value ticks, for the help desk. */
function boxesCode(): string[] {
  const names = boxes.flatMap(({ bit, name }) => [
    `  \${If} $value Has 0x${bit.toString(16)}`,
    `    StrCpy $boxes "$boxes ${name}"`,
    '  ${EndIf}',
  ]);
  return [
    '; The boxes that $value ticks, one after the other.',
    'Var boxes',
    'Function NameBoxes',
    '  StrCpy $boxes ""',
    ...names,
    `  \${If} $value Has 0x${unknownBits.toString(16)}`,
    '    StrCpy $boxes "$boxes +"',
    '  ${EndIf}',
    'FunctionEnd',
    '',
  ];
}

function wordsCode(text: string): string {
  return nsisString(text).replaceAll('{account}', () => '$account.name').replaceAll('{product}', () => '$product');
}
