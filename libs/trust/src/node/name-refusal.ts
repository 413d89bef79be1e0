import { LengthOrHashMismatchError, UnsignedMetadataError } from '@tufjs/models/dist/error.js';
import { BadVersionError, ExpiredMetadataError, RepositoryError } from 'tuf-js/dist/error.js';
import { TrustError, type TrustErrorCode } from '../errors.ts';
import type { KeyRole } from './judge-keys.ts';

/** The document that was judged, and who was to sign it. */
export interface Judged {
  /** As on the origin: `4.snapshot.json`. */
  readonly document: string;
  readonly bytes: Uint8Array;
  readonly role: KeyRole | undefined;
}

/** Gives the verdict of tuf-js its code. What is known of its errors stands here only; its version is pinned, and each row has a test. */
export function nameRefusal(error: unknown, { document, bytes, role }: Judged): TrustError {
  if (error instanceof TrustError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const refusal = (code: TrustErrorCode, hint?: string): TrustError =>
    new TrustError(code, `${document}: ${message}`, { cause: error, ...(hint === undefined ? {} : { hint }) });
  if (error instanceof UnsignedMetadataError) return refusal(isSignedByOthers(bytes, role) ? 'untrusted-key' : 'not-enough-signatures');
  if (error instanceof LengthOrHashMismatchError) return refusal('mixed');
  if (error instanceof ExpiredMetadataError) {
    return refusal(message.includes('root.json') ? 'expired-root' : 'frozen', 'Look at the clock of this machine; if it is right, the origin is out of date.');
  }
  // Against what was seen before it is an old one (5.3.5, 5.4.3, 5.5.5); against its parent, one of another state (5.5.4, 5.6.4).
  if (error instanceof BadVersionError) return refusal(message.includes('match') ? 'mixed' : 'rollback');
  if (error instanceof RepositoryError && message.startsWith('Missing')) return refusal(document.includes('snapshot') ? 'rollback' : 'mixed');
  return refusal(message.startsWith('multiple signatures') ? 'repeated-key' : 'bad-metadata');
}

function isSignedByOthers(bytes: Uint8Array, role: KeyRole | undefined): boolean {
  const { signatures } = JSON.parse(Buffer.from(bytes).toString('utf8')) as { signatures: { keyid: string }[] };
  return signatures.some(({ keyid }) => role?.keyIDs.includes(keyid) !== true);
}
