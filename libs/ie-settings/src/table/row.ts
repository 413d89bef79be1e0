import type { Condition } from '../condition.ts';
import type { MessageCode } from '../messages.ts';

export const verdicts = ['OUT', 'FAIL-A', 'FAIL-G', 'FAIL-U', 'FAIL-V', 'UNKNOWN', 'PASS-PENDING', 'WARN', 'PASS'] as const;

/** FAIL-x names who can put it right; PASS-PENDING waits for a restart of Internet Explorer; OUT is no PC that this check is for. */
export type Verdict = (typeof verdicts)[number];

/** U the signed-in user, A an administrator of the PC, G who owns the policy, V the help desk, - nobody. */
export type Who = '-' | 'U' | 'A' | 'G' | 'V' | 'A/G' | 'A/V' | 'G/A' | 'U/A' | 'V/A';

/** The only three changes that the check ever makes, all of the one value `SecureProtocols` of the signed-in user. */
export type FixKind = 'add-tls12' | 'override-machine' | 'delete-value';

export interface Row {
  /** 1 to 62: the row of ie-settings §9. From 101: what the product adds. */
  readonly row: number;
  /** Tells apart the entries of a row that depends on the connection. */
  readonly variant?: string;
  readonly when: readonly Condition[];
  readonly verdict: Verdict;
  readonly code: string;
  readonly who: Who;
  readonly message: MessageCode;
  readonly fix?: FixKind;
}

/** One question to the facts. The first row whose conditions all hold is the answer; no row, no answer. */
export interface Question {
  readonly name: string;
  readonly asks: string;
  readonly rows: readonly Row[];
}
