import { evaluate, formatDword, parseProtocols, planFix, renderProtocols, type Evaluation, type Facts, type FixPlan, type RegValue } from '@togo/ie-settings';
import { formatJst } from '../japanese-time.ts';

/** How a check of Internet Explorer's setting ended, as the page shows it. */
export interface IeOutcome {
  readonly evaluation: Evaluation;
  /** What IE設定チェックツール would be allowed to change; null where nothing may be. */
  readonly fix: FixPlan | null;
  /** Whose settings they are. */
  readonly account: string;
  /** For support: label and value. */
  readonly details: readonly (readonly [string, string])[];
}

export function ieOutcome(facts: Facts, account: string, at: Date): IeOutcome {
  const evaluation = evaluate(facts, account);
  const fix = planFix(facts);
  return {
    evaluation,
    fix,
    account,
    details: [
      ['日時', formatJst(at)],
      ['基本ソフト', `Windows ${evaluation.os} (${facts.os.build})`],
      ['ブラウザー', `Internet Explorer ${facts.ie.svcVersion === '' ? facts.ie.version : facts.ie.svcVersion}`],
      ['決めている設定', evaluation.source],
      ['お使いの方の値', describeValue(facts.user)],
      ...(fix === null ? [] : [['直した後の値', describeValue(fix.to)] as const]),
    ],
  };
}

/** For the log: codes only. `FAIL-U: 12 NO_12 FAIL-U` */
export function ieCodes({ verdict, findings }: Evaluation): string {
  return `${verdict}: ${findings.map(({ row, code, verdict: weight }) => `${row} ${code} ${weight}`).join(', ')}`;
}

function describeValue(value: RegValue): string {
  switch (value.kind) {
    case 'dword':
      return `${formatDword(value.value)} (${renderProtocols(parseProtocols(value.value))})`;
    case 'absent':
      return 'なし(Windowsの標準)';
    case 'denied':
      return '読み取れません';
    default:
      return '形式が違います';
  }
}
