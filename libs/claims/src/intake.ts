import { claimCatalogue } from './catalogue/index.ts';
import type { ClaimFinding, ClaimVerdict } from './verdict.ts';

export interface Intake {
  /** 到達: × when the file cannot be read or its control record is wrong. */
  readonly arrival: '○' | '×';
  /** 受付: × for a wrong form, △ when it is accepted though it will probably be returned (返戻). */
  readonly acceptance: '○' | '△' | '×';
  readonly findings: readonly ClaimFinding[];
}

/**
 * What the reception answers to a file (domain facts, implication 27). The stages are ours, modelled on the codes of the
 * 障害 side; the official list of 到達エラー is not public.
 */
export function judgeIntake({ findings }: ClaimVerdict): Intake {
  const has = (severity: ClaimFinding['severity'], stage: 'arrival' | 'acceptance'): boolean =>
    findings.some((finding) => finding.severity === severity && claimCatalogue[finding.code].stage === stage);
  if (has('error', 'arrival')) return { arrival: '×', acceptance: '×', findings };
  return { arrival: '○', acceptance: has('error', 'acceptance') ? '×' : has('warning', 'acceptance') ? '△' : '○', findings };
}
