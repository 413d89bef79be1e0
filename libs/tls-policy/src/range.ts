import { CodedError } from '@togo/foundation';
import type { TlsPolicyErrorCode } from './errors.ts';

/** TLS versions in ascending order, spelt as node:tls spells them. */
export const tlsVersions = ['TLSv1', 'TLSv1.1', 'TLSv1.2'] as const;

export type TlsVersion = (typeof tlsVersions)[number];

/** The TLS versions that a release of the client may speak, both ends included. */
export interface TlsRange {
  readonly min: TlsVersion;
  readonly max: 'TLSv1.2';
}

/** TLS 1.2 and nothing else: what the reception system accepts from April 2021. */
export const pinnedRange: TlsRange = { min: 'TLSv1.2', max: 'TLSv1.2' };

/** The first release whose range must be the pinned one. */
const pinnedSince = [9, 1] as const;

/** @param protocol as `tls.TLSSocket.getProtocol()` answers, for example `TLSv1.3`. */
export function isInRange(protocol: string, range: TlsRange): boolean {
  const position = tlsVersions.findIndex((version) => version === protocol);
  return position >= tlsVersions.indexOf(range.min) && position <= tlsVersions.indexOf(range.max);
}

/**
 * Refuses a range that a release may not have: from 9.1.0 on, a pre-release included, only TLS 1.2.
 *
 * @param version a release version, for example `9.1.0`.
 * @throws CodedError `TLS_RANGE_FORBIDDEN`
 */
export function assertRangeAllowed(version: string, range: TlsRange): void {
  const parts = /^(\d+)\.(\d+)\.\d+(?:[-+].*)?$/.exec(version);
  if (parts === null) throw refusal(`expected a version such as 9.1.0, got "${version}"`);
  if (!tlsVersions.includes(range.min) || range.max !== pinnedRange.max) {
    throw refusal(`expected a range from one of ${tlsVersions.join(', ')} up to ${pinnedRange.max}, got ${range.min} to ${String(range.max)}`);
  }
  const [major, minor] = [Number(parts[1]), Number(parts[2])];
  const pinned = major > pinnedSince[0] || (major === pinnedSince[0] && minor >= pinnedSince[1]);
  if (pinned && range.min !== pinnedRange.min) {
    throw refusal(`version ${version} must speak exactly ${pinnedRange.min}, got ${range.min} to ${range.max}`);
  }
}

function refusal(message: string): CodedError<TlsPolicyErrorCode> {
  return new CodedError('TLS_RANGE_FORBIDDEN', message, { hint: `Set tls.min and tls.max to ${pinnedRange.min}.` });
}
