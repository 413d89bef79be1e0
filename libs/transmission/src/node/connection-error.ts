import { CodedError } from '@togo/foundation';
import type { PolicyFault } from '@togo/tls-policy';

/** Refusals of ours, beside what node:tls and OpenSSL refuse. `classify` turns each into a ConnectionCode. */
export type ConnectionFault =
  | PolicyFault
  /** The total time is used up. */
  | 'DEADLINE_PASSED'
  /** The proxy was not reached, or did not open a tunnel. */
  | 'PROXY_FAILED'
  /** The connection ended before the answer did. */
  | 'BODY_INCOMPLETE'
  /** An answer that this protocol does not have: redirect, other status, no length, too large, not the schema. */
  | 'HTTP_UNUSABLE';

export class ConnectionError extends CodedError<ConnectionFault> {}
