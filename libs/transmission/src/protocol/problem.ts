import * as z from 'zod/mini';
import { moment } from './identifiers.ts';
import { receptionCodes, type ReceptionCode } from './reception-codes.ts';

export const problemType = 'application/problem+json';

/** Every refusal (RFC 9457). `type` is a name, not an address. Unknown members may follow. */
export const problem = z.looseObject({
  type: z.string().check(z.maxLength(200)),
  title: z.string().check(z.maxLength(200)),
  status: z.int(),
  code: z.string().check(z.maxLength(16)),
  /** English, for support; never what was sent. */
  detail: z.optional(z.string().check(z.maxLength(1000))),
  /** With R-502: when the lock ends. With: the closing time. */
  until: z.optional(moment),
});

export type Problem = z.infer<typeof problem>;

export function makeProblem(code: ReceptionCode, more: { readonly detail?: string; readonly until?: string } = {}): Problem {
  const { status, title } = receptionCodes[code];
  return { type: `urn:togo:problem:${code}`, title, status, code, ...more };
}
