import { ciphersOf } from './profile.ts';
import { isInRange, type TlsRange } from './range.ts';
import type { Verdict } from './verdict.ts';

/** What was agreed on the wire. */
export interface Handshake {
  /** `getProtocol()`; never `getCipher().version`, which names the version that introduced the cipher. */
  readonly protocol: string;
  /** OpenSSL name, `getCipher().name`. */
  readonly cipher: string;
}

/**
 * Judges a finished handshake against the range of this release. The pin should make a refusal impossible; options given beside
 * a shared secure context are ignored by Node, so what was negotiated is looked at all the same.
 */
export function judgeHandshake(handshake: Handshake, range: TlsRange): Verdict {
  if (!isInRange(handshake.protocol, range)) {
    return { ok: false, fault: 'PROTOCOL_OUTSIDE_RANGE', why: `expected ${range.min} to ${range.max}, negotiated ${handshake.protocol}` };
  }
  if (!ciphersOf(range).includes(handshake.cipher)) {
    return { ok: false, fault: 'CIPHER_NOT_OFFERED', why: `expected a cipher that was offered, negotiated ${handshake.cipher}` };
  }
  return { ok: true };
}
