import { messages, renderWho, type MessageCode } from '../messages.ts';
import { decisionTable } from '../table/index.ts';
import { verdicts, type Row } from '../table/row.ts';

/** One code of the catalogue as the guide explains it. */
export interface GuideEntry {
  readonly support: MessageCode;
  readonly title: string;
  readonly advice: string;
  /** Who can act, in Japanese; empty when nobody has to. */
  readonly who: string;
  readonly rows: readonly Row[];
}

const words: Readonly<Record<string, string>> = { '{account}': 'お使いの方', '{product}': 'セキュリティ対策ソフト', 'お使いの方 さん': 'お使いの方' };

/** Every message that a finding can have, in the order of its code. */
export function guideEntries(): readonly GuideEntry[] {
  const rows = decisionTable.flatMap((question) => question.rows);
  const codes = [...new Set(rows.map((row) => row.message))].sort();
  return codes.map((support) => {
    const own = rows.filter((row) => row.message === support).sort((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict));
    const { title, advice } = messages[support];
    const [heaviest] = own;
    const who = heaviest === undefined || heaviest.verdict === 'PASS' ? '' : renderWho(heaviest.who);
    return { support, title: fillIn(title), advice: fillIn(advice), who, rows: own };
  });
}

function fillIn(text: string): string {
  return Object.entries(words).reduce((filled, [placeholder, word]) => filled.replaceAll(placeholder, word), text);
}
