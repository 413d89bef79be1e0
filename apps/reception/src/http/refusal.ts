import { CodedError } from '@togo/foundation';
import type { ReceptionCode } from '@togo/transmission/protocol';

export interface RefusalDetail {
  /** English, for support; never what was sent. */
  readonly detail?: string;
  /** ms since 1970. */
  readonly until?: number;
}

/** A request that is answered with a problem (RFC 9457). */
export class Refusal extends CodedError<ReceptionCode> {
  readonly more: { readonly detail?: string; readonly until?: string };

  constructor(code: ReceptionCode, { detail, until }: RefusalDetail = {}) {
    super(code, detail ?? code);
    this.more = { ...(detail === undefined ? {} : { detail }), ...(until === undefined ? {} : { until: new Date(until).toISOString() }) };
  }
}
