import * as z from 'zod/mini';
import { id, line, moment, version } from './fields.ts';
import { readDocument } from './read-document.ts';
import { withdrawalsTarget } from './target-names.ts';

const withdrawal = z.object({
  id,
  /** What nobody shall install, and who has it shall replace. */
  version,
  at: moment,
  /** In Japanese: a facility reads it. */
  reason: line,
});

/** `status/withdrawals.json`: what the `status` role says; it only ever grows. */
export const withdrawalsSchema = z.object({
  formatVersion: z.literal(1),
  withdrawals: z.array(withdrawal).check(z.refine((items) => new Set(items.map((item) => item.id)).size === items.length, 'each id once')),
});

export type Withdrawals = z.infer<typeof withdrawalsSchema>;
export type Withdrawal = Withdrawals['withdrawals'][number];

/** @throws TrustError `bad-document` */
export function parseWithdrawals(bytes: Uint8Array): Withdrawals {
  return readDocument(withdrawalsTarget, withdrawalsSchema, bytes);
}

/** All that were ever seen: a list that has become shorter, or another wording under a known id, takes nothing back. */
export function rememberWithdrawals(seen: readonly Withdrawal[], now: readonly Withdrawal[]): Withdrawal[] {
  const known = new Set(seen.map((item) => item.id));
  return [...seen, ...now.filter((item) => !known.has(item.id))];
}
