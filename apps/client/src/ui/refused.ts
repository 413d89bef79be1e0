import type { ClientCode } from '../messages/notice.ts';
import type { Refusal } from './guard.ts';

/** A request that is not carried out: what its sender is told, and why, for the log. */
export class Refused extends Error {
  readonly code: ClientCode;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ClientCode, status: number, why: Refusal | 'METHOD' | 'FORM' | 'NO_SUCH_PAGE' | 'TICKET' | 'LEAVING' | 'OUTBOX', headers: Readonly<Record<string, string>> = {}) {
    super(why);
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}

/** Turns what a guard found into a refusal. */
export function demand(found: Refusal | undefined, code: ClientCode): void {
  if (found !== undefined) throw new Refused(code, 403, found);
}
