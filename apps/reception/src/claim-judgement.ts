import { checkClaimFile, judgeIntake, processingMonthAt, type ClaimVerdict, type Intake } from '@togo/claims';
import type { IntakeFinding } from '@togo/transmission/protocol';
import type { Course } from './rules/results.ts';

export interface Judgement extends Pick<Course, 'arrival' | 'acceptance'> {
  readonly findings: readonly IntakeFinding[];
}

export interface JudgedClaim {
  /** The claims window that the file is for, YYYYMM: its closing time decides. */
  readonly month: string;
  readonly judgement: Judgement;
}

export interface Sending {
  readonly fileName: string;
  /** 事業所番号 that the request names. */
  readonly facility: string;
  readonly receivedAt: Date;
}

const acceptances = { '○': 'ok', '△': 'warnings', '×': 'error' } as const satisfies Record<Intake['acceptance'], Course['acceptance']>;

/** The sender in the file must be the one that sent it. Ours: no rule about the file alone can see this. */
const wrongSender: IntakeFinding = {
  code: 'K-391',
  severity: 'error',
  line: 1,
  column: 8,
  message: '請求情報の事業所番号が、送信した事業所の番号と違います。',
};

/** 到達 and 受付 of one file, as they will be told later. */
export async function judgeClaim(chunks: AsyncIterable<Uint8Array>, { fileName, facility, receivedAt }: Sending): Promise<JudgedClaim> {
  const verdict = await checkClaimFile(chunks, { fileName, now: receivedAt });
  const intake = judgeIntake(verdict);
  const findings = intake.findings.map(({ code, severity, line, column, message }) => ({ code, severity, line, column, message }));
  const month = windowOf(verdict, receivedAt);
  if (verdict.summary !== null && verdict.summary.office !== facility) {
    return { month, judgement: { arrival: 'error', acceptance: 'error', findings: [wrongSender, ...findings] } };
  }
  return { month, judgement: { arrival: intake.arrival === '○' ? 'ok' : 'error', acceptance: acceptances[intake.acceptance], findings } };
}

/** A file whose month is wrong (K-329) is told so as 到達 ×, whatever window is open. */
function windowOf({ summary, findings }: ClaimVerdict, receivedAt: Date): string {
  const hasMonth = summary !== null && !findings.some(({ code }) => code === 'K-329');
  return hasMonth ? summary.processingMonth : processingMonthAt(receivedAt);
}
