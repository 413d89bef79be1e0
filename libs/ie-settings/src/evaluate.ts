import { allHold } from './condition.ts';
import type { Facts } from './facts.ts';
import { flatten, lookUp } from './fields.ts';
import { fillMessage, renderMessage, type Message } from './messages.ts';
import { deriveSignals } from './signals.ts';
import { decisionTable } from './table/index.ts';
import { type Row, type Verdict } from './table/row.ts';

export interface Finding extends Message {
  readonly row: number;
  /** Reason code of ie-settings §9: `NO_12`. */
  readonly code: string;
  readonly verdict: Verdict;
  readonly who: Row['who'];
  /** The catalogue entry: `S-211`. */
  readonly support: Row['message'];
  /** Title and advice as one text. */
  readonly message: string;
}

export interface Evaluation {
  /** Of the first finding: the heaviest one. */
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** 8.1, 10, 11, 7 or other. */
  readonly os: string;
  /** 11 or old. */
  readonly ie: string;
  /** Whose value counts. */
  readonly source: string;
}

/** Findings of one weight stay in the order of the table; a heavier one comes before them. */
export const weights: readonly (readonly Verdict[])[] = [['OUT'], ['FAIL-A', 'FAIL-G', 'FAIL-U', 'FAIL-V'], ['UNKNOWN'], ['PASS-PENDING'], ['WARN'], ['PASS']];

/** @param account what the signed-in user is called in messages. */
export function evaluate(facts: Facts, account = 'お使いの方'): Evaluation {
  const scope = deriveSignals(flatten(facts));
  const words = { account, product: String(lookUp(scope, 'product')) };
  const findings = matchingRows(facts).map((row) => ({
    row: row.row,
    code: row.code,
    verdict: row.verdict,
    who: row.who,
    support: row.message,
    ...fillMessage(row.message, words),
    message: renderMessage(row.message, words),
  }));
  return {
    verdict: findings[0]?.verdict ?? 'UNKNOWN',
    findings,
    os: String(lookUp(scope, 'os')),
    ie: String(lookUp(scope, 'ieMajor')),
    source: String(lookUp(scope, 'source')),
  };
}

/** The answer to every question that has one, heaviest first. */
export function matchingRows(facts: Facts): readonly Row[] {
  const scope = deriveSignals(flatten(facts));
  const answers = decisionTable.flatMap(({ rows }) => rows.find((row) => allHold(row.when, scope)) ?? []);
  return weights.flatMap((weight) => answers.filter((row) => weight.includes(row.verdict)));
}
