import { factsCode } from './facts-code.ts';
import { messagesCode } from './messages-code.ts';
import { operatorsCode } from './operators.ts';
import { findingListsCode, rulesCode } from './rules-code.ts';
import { walkCode } from './walk-code.ts';

export type NsisFileName = 'rules.nsh' | 'operators.nsh' | 'facts.nsh' | 'messages.nsh' | 'walk.nsh';

/**
 * The decision table as NSIS source: file name to text. Include `rules.nsh` alone; it brings the rest.
 * The including script calls `ClearFacts`, reads facts into the variables of `facts.nsh`, calls `JudgeFacts` ($verdict, $fix.kind, $fix.target),
 * and walks the findings with `FirstFinding` and `NextFinding` ($finding.row, .code, .verdict, .who, .whoText, .support, .title, .advice).
 */
export function toNsis(): Readonly<Record<NsisFileName, string>> {
  const before = ['!include operators.nsh', '!include facts.nsh', findingListsCode()].join('\n');
  return {
    'rules.nsh': `${before}\n\n${rulesCode()}\n!include messages.nsh\n!include walk.nsh\n`,
    'operators.nsh': operatorsCode,
    'facts.nsh': factsCode(),
    'messages.nsh': messagesCode(),
    'walk.nsh': walkCode,
  };
}
