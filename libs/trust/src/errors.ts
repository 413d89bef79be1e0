import { CodedError } from '@togo/foundation';

/** Every refusal of this library. Clauses are those of the TUF specification 1.0. */
export type TrustErrorCode =
  /** Something older than what was seen before: timestamp (5.4.3), snapshot (5.5.5), root (5.3.5), or a statement with a lower sequence. */
  | 'rollback'
  /** Timestamp, snapshot or targets are past their time: somebody keeps us from news (5.4.4, 5.5.6, 5.6.5). */
  | 'frozen'
  /** The newest root is past its time (5.3.10). */
  | 'expired-root'
  /** Documents of different states put together: a hash, length or version that its parent does not name (5.5.2, 5.5.4, 5.6.2, 5.6.4). */
  | 'mixed'
  /** More bytes than a document or a target may have (5.3.3, 5.4.1, 5.5.1, 5.6.1, 5.7.3). */
  | 'endless'
  /** Fewer signatures of the role's keys than its threshold (5.3.4, 5.4.2, 5.5.3, 5.6.3). */
  | 'not-enough-signatures'
  /** The same, and somebody signed with a key that is not, or no longer, a key of that role. */
  | 'untrusted-key'
  /** One key that would be counted twice: two signatures with one key id (4.2.1), or one public key under two ids. */
  | 'repeated-key'
  /** An Ed25519 key for which anybody can make signatures. */
  | 'small-order-key'
  /** Not TUF metadata, or not of the kind that was asked for. */
  | 'bad-metadata'
  /** The signed statement or the list of withdrawals is not in its form. */
  | 'bad-document'
  /** The statement says something else about a file than the targets metadata. */
  | 'contradiction'
  /** The statement is for a later moment. */
  | 'not-yet'
  /** No role that may speak of it names this target (5.6.7). */
  | 'unknown-target'
  /** The bytes of a target are not those that were signed (5.7.3). */
  | 'hash-mismatch'
  /** The same, and they are the signed bytes of another target. */
  | 'swapped-target'
  /** A target ends before its signed length (5.7.3). */
  | 'length-mismatch'
  /** The origin lacks an object that its metadata names. */
  | 'missing'
  /** The origin did not answer. */
  | 'unreachable'
  /** What was learnt, or a download, cannot be kept on this machine. */
  | 'store-failed';

export interface TrustErrorOptions extends ErrorOptions {
  /** What the reader can do next. */
  readonly hint?: string;
}

/** What came from the origin is not to be trusted, or did not come. The message says what was expected and what was found. */
export class TrustError extends CodedError<TrustErrorCode> {
  constructor(code: TrustErrorCode, message: string, options: TrustErrorOptions = {}) {
    super(code, message, options);
    this.name = 'TrustError';
  }
}
