import { CodedError } from '@togo/foundation';

/** Every refusal of this library. */
export type OriginErrorCode =
  /** Other bytes lie under a key that is never replaced. */
  | 'occupied'
  /** No room, or a quota is used up. */
  | 'full'
  /** Nothing may be written there. */
  | 'read-only'
  /** The store understood and will not: credentials, rights, a missing bucket, a link in a folder. */
  | 'refused'
  /** The store, or the folder, cannot be reached. */
  | 'unreachable'
  /** It is not known what lies there now: a write without an answer, a server error, something else than was written. */
  | 'unclear'
  /** More bytes than may be written or read at once. */
  | 'too-large'
  /** The content that should be stored cannot be read. */
  | 'bad-source'
  /** Not the name of an object. */
  | 'bad-key'
  /** Not the address of an origin. */
  | 'bad-address';

export class OriginError extends CodedError<OriginErrorCode> {
  constructor(code: OriginErrorCode, message: string, options: ErrorOptions & { readonly hint: string }) {
    super(code, message, options);
    this.name = 'OriginError';
  }
}
