import { constants } from 'node:crypto';
import { rangeOfEra, type Era } from './era.ts';
import { limits } from './limits.ts';
import { pinnedRange, type TlsRange, type TlsVersion } from './range.ts';

/** Options for node:tls as plain data. Every one is set, because what is left out, the environment may choose. */
export interface TlsProfile {
  readonly minVersion: TlsVersion;
  readonly maxVersion: TlsVersion;
  /** OpenSSL names, strongest first, with the security level that refuses RSA-1024. */
  readonly ciphers: string;
  readonly ecdhCurve: string;
  readonly sigalgs: string;
  readonly secureOptions: number;
}

export interface ClientProfile extends TlsProfile {
  /** Explicit: NODE_TLS_REJECT_UNAUTHORIZED=0 would otherwise switch the check off. */
  readonly rejectUnauthorized: true;
}

export interface ServerProfile extends TlsProfile {
  readonly honorCipherOrder: true;
}

/** The agent's part of the profile: no connection and no session outlives its request. */
export const agentProfile = { keepAlive: false, maxCachedSessions: limits.cachedSessionsMax } as const;

/** Forward secrecy with authenticated encryption, nothing else (RFC 9325 §4.2). */
const strictCiphers = [
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
] as const;

/** What TLS 1.0 and 1.1 need besides: they know neither GCM nor ChaCha20. */
const legacyCiphers = [
  ...strictCiphers,
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'AES256-SHA',
  'AES128-SHA',
] as const;

const groups = 'X25519:P-256:P-384';
const signatureAlgorithms = 'ECDSA+SHA256:ECDSA+SHA384:RSA-PSS+SHA256:RSA-PSS+SHA384:RSA+SHA256:RSA+SHA384';

/** The OpenSSL names that a peer may choose in this range. */
export function ciphersOf(range: TlsRange): readonly string[] {
  return isPinned(range) ? strictCiphers : legacyCiphers;
}

/** What the client offers. Only the range of a release before 9.1.0 gets the older ciphers and versions. */
export function clientProfile(range: TlsRange): ClientProfile {
  return { ...profile(range, constants.SSL_OP_NO_RENEGOTIATION), rejectUnauthorized: true };
}

/** What the reception system accepts in this era. */
export function serverProfile(era: Era): ServerProfile {
  return { ...profile(rangeOfEra(era), constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_TICKET), honorCipherOrder: true };
}

function profile(range: TlsRange, secureOptions: number): TlsProfile {
  // OpenSSL 3 forbids TLS 1.0 and 1.1 above security level 0: their signatures use SHA-1 and MD5.
  const securityLevel = isPinned(range) ? 2 : 0;
  return {
    minVersion: range.min,
    maxVersion: range.max,
    ciphers: [...ciphersOf(range), `@SECLEVEL=${securityLevel}`].join(':'),
    ecdhCurve: groups,
    sigalgs: signatureAlgorithms,
    secureOptions,
  };
}

function isPinned(range: TlsRange): boolean {
  return range.min === pinnedRange.min;
}
