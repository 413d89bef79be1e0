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
  | 'RUNTIME_ARCHIVE';

export type SigningError = CodedError<SigningErrorCode>;

export interface RefusalOptions {
  readonly cause?: unknown;
  /** What the reader can do next. */
  readonly hint?: string;
}

export function refusal(code: SigningErrorCode, message: string, options: RefusalOptions = {}): SigningError {
  return new CodedError(code, message, options);
}
