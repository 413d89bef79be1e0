import { CodedError } from '@togo/foundation';
import type { ConnectionCode } from '@togo/tls-policy';
import type { EngineCode } from '../outbox/index.ts';
import type { ReceptionCode } from '../protocol/index.ts';

/** T-1xx: the connection. R-50x to R-53x: the reception system said no. R-55x and R-56x: this PC said no. */
export type DeskCode = ConnectionCode | ReceptionCode | EngineCode;

export class DeskError extends CodedError<DeskCode> {
  /** With R-502 the end of the lock, with the closing time; ISO 8601. */
  readonly until: string | undefined;

  constructor(code: DeskCode, message: string, options: ErrorOptions & { readonly hint?: string; readonly until?: string | undefined } = {}) {
    super(code, message, options);
    this.until = options.until;
  }
}
