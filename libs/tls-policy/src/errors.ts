/** Codes of the CodedErrors that this library throws. */
export type TlsPolicyErrorCode =
  /** The range is not one this policy knows, or the version is too new for it. */
  | 'TLS_RANGE_FORBIDDEN'
  /** The text is not the trust file that was expected. */
  | 'TRUST_INVALID'
  /** The bytes are not a whole ClientHello. */
  | 'CLIENT_HELLO_UNREADABLE';
