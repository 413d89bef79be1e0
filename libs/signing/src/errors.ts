import { CodedError } from '@togo/foundation';

/** Every refusal of this library. */
export type SigningErrorCode =
  /** Not a Windows program, or one whose headers contradict themselves. */
  | 'PE_UNREADABLE'
  /** The PKCS#7 structure in the certificate table cannot be read. */
  | 'SIGNATURE_UNREADABLE'
  /** The file carries somebody else's signature, which signing would destroy. */
  | 'FOREIGN_SIGNATURE'
  /** The signing program refused. */
  | 'SIGN_FAILED'
  /** The description cannot be written into a signature. */
  | 'DESCRIPTION_UNUSABLE'
  /** The folder of a production signer lacks something. */
  | 'SIGNING_FOLDER'
  /** At least one check did not come out as expected; the message lists each. */
  | 'CHECK_FAILED'
  /** osslsigncode or npm is not installed. */
  | 'TOOL_MISSING'
  /** A private key can be read by other users. */
  | 'KEY_EXPOSED'
  /** The development keys could not be made. */
  | 'DEV_PKI_FAILED'
  /** The package registry did not deliver the runtime package. */
  | 'RUNTIME_UNAVAILABLE'
  /** The runtime package is not the one that package-lock.json names. */
  | 'RUNTIME_INTEGRITY'
  /** The runtime package does not contain what it should. */
  | 'RUNTIME_ARCHIVE'
  /** A key file is not what it should be: not there, not an encrypted PKCS#8 PEM, damaged. */
  | 'KEY_UNREADABLE'
  /** A passphrase that does not open its key. */
  | 'WRONG_PASSPHRASE'
  /** Where a passphrase or a PIN was to come from there is none, or others can read it. */
  | 'SECRET_UNREADABLE'
  /** A key of that name is there already; keys are never replaced. */
  | 'KEY_EXISTS'
  /** Not a key that may sign metadata: another kind, a point of small order, or one that stands there twice. */
  | 'KEY_UNUSABLE'
  /** The PKCS#11 token refused: wrong PIN, no such token or key. */
  | 'TOKEN_REFUSED'
  /** Development keys for an origin that is not on this machine. */
  | 'DEVELOPMENT_KEYS'
  /** Not TUF metadata, or not of the kind that was expected. */
  | 'METADATA_UNREADABLE'
  /** A draft that breaks a rule: a name that would get other bytes, a version that is not the next one. */
  | 'DRAFT_REFUSED';

export type SigningError = CodedError<SigningErrorCode>;

export interface RefusalOptions {
  readonly cause?: unknown;
  /** What the reader can do next. */
  readonly hint?: string;
}

export function refusal(code: SigningErrorCode, message: string, options: RefusalOptions = {}): SigningError {
  return new CodedError(code, message, options);
}
