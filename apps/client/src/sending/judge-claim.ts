import type { ClaimVerdict } from '@togo/claims';
import { canConfirm, canReplace, type EngineCode, type Entry } from '@togo/transmission';
import type { ReceptionCode, Session } from '@togo/transmission/protocol';
import { officeOf } from '../settings/user-id.ts';

/** A checked claim file, before it is put into the outbox. */
export interface CheckedClaim {
  readonly digest: string;
  readonly verdict: ClaimVerdict;
}

/** What else is known. */
export interface Surroundings {
  readonly entries: readonly Entry[];
  readonly session: Session | undefined;
  /** Of the last log-in on this PC. */
  readonly userId: string | undefined;
  /** 整理番号 of the entry that it replaces. */
  readonly replaces: string | undefined;
}

/** Something that the clerk decides about; the code is only for tests and the log. */
export type Caution =
  | { readonly kind: 'other-office'; readonly office: string }
  | { readonly kind: 'same-month'; readonly number: string; readonly serviceMonth: string };

export interface Judgement {
  /** Why it cannot be put into the outbox, beside the errors of its own check. */
  readonly blocked?: EngineCode | ReceptionCode;
  readonly cautions: readonly Caution[];
}

/** Judges one claim file by what was sent before and who sends. A double claim is the costliest mistake: all of it is returned. */
export function judgeClaim({ digest, verdict }: CheckedClaim, { entries, session, userId, replaces }: Surroundings): Judgement {
  const { summary } = verdict;
  if (summary === null) return { cautions: [] };
  const decision = canConfirm(entries, { digest, ...(replaces === undefined ? {} : { replaces }) });
  if (!decision.ok) return { blocked: decision.why, cautions: [] };
  const { office, dataType, serviceMonths } = summary;
  if (session !== undefined) {
    const facility = session.facilities.find(({ number }) => number === office);
    if (facility === undefined) return { blocked: 'R-508', cautions: [] };
    if (facility.delegated) return { blocked: 'R-507', cautions: [] };
  }
  const cautions: Caution[] = [];
  if (session === undefined && userId !== undefined && officeOf(userId) !== office) cautions.push({ kind: 'other-office', office });
  for (const entry of entries.filter((each) => !canReplace(each).ok)) {
    const serviceMonth = serviceMonths.find((month) => entry.serviceMonths.includes(month));
    if (entry.facility !== office || entry.dataType !== dataType || serviceMonth === undefined) continue;
    if (entry.processingMonth === summary.processingMonth) cautions.push({ kind: 'same-month', number: entry.number, serviceMonth });
  }
  return { cautions };
}
