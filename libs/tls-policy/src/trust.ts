import { X509Certificate } from 'node:crypto';
import { CodedError } from '@togo/foundation';
import type { TlsPolicyErrorCode } from './errors.ts';
import { limits } from './limits.ts';

/** Whom the client believes, as installed beside it (`trust.json`). */
export interface Trust {
  readonly formatVersion: 1;
  /** Root certificates, PEM, one per entry. */
  readonly ca: readonly string[];
  /** PEM; lets the client build a chain of which the server sends too little. */
  readonly intermediates?: readonly string[];
  /** Revocation lists, PEM, one for each CA of the chain: a missing one fails closed. */
  readonly crl: readonly string[];
  /** Base64 SHA-256 of SubjectPublicKeyInfos: the issuing CA's and a backup. */
  readonly pins: readonly string[];
}

const keys = ['formatVersion', 'ca', 'intermediates', 'crl', 'pins'];
const crlShape = /^-----BEGIN X509 CRL-----\r?\n[A-Za-z0-9+/=\r\n]+-----END X509 CRL-----\s*$/;
const pinShape = /^[A-Za-z0-9+/]{43}=$/;

/**
 * Reads a trust file. All faults are reported together.
 *
 * @throws CodedError `TRUST_INVALID`
 */
export function parseTrust(text: string): Trust {
  if (text.length > limits.trustMaxChars) throw refusal([`expected at most ${limits.trustMaxChars} characters, got ${text.length}`]);
  const written = parseObject(text);
  const faults = [
    ...Object.keys(written).filter((key) => !keys.includes(key)).map((key) => `${key}: unknown key`),
    ...(written['formatVersion'] === 1 ? [] : ['formatVersion: expected 1']),
    ...checkList(written, 'ca', 1, checkCa),
    ...(written['intermediates'] === undefined ? [] : checkList(written, 'intermediates', 1, checkCa)),
    ...checkList(written, 'crl', countOf(written['ca']) + countOf(written['intermediates']), checkCrl),
    ...checkList(written, 'pins', limits.pinsMin, checkPin),
    ...(hasRepeats(written['pins']) ? ['pins: expected a backup pin that differs from the first'] : []),
  ];
  if (faults.length > 0) throw refusal(faults);
  return written as unknown as Trust;
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw refusal(['expected JSON'], cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refusal(['expected a JSON object']);
  return value as Record<string, unknown>;
}

function checkList(written: Readonly<Record<string, unknown>>, key: string, min: number, check: (entry: string) => string | undefined): string[] {
  const list: unknown = written[key];
  if (!Array.isArray(list) || !list.every((entry) => typeof entry === 'string')) return [`${key}: expected a list of text`];
  const faults = list.flatMap((entry, position) => {
    const fault = check(entry);
    return fault === undefined ? [] : [`${key}[${position}]: ${fault}`];
  });
  return list.length < min ? [`${key}: expected at least ${min}, got ${list.length}`, ...faults] : faults;
}

function checkCa(pem: string): string | undefined {
  try {
    return pem.split('-----BEGIN ').length === 2 && new X509Certificate(pem).ca ? undefined : 'expected one PEM certificate of a CA';
  } catch {
    return 'expected one PEM certificate of a CA';
  }
}

function checkCrl(pem: string): string | undefined {
  return crlShape.test(pem) ? undefined : 'expected one PEM revocation list';
}

function checkPin(pin: string): string | undefined {
  return pinShape.test(pin) ? undefined : 'expected base64 of 32 bytes';
}

function hasRepeats(list: unknown): boolean {
  return Array.isArray(list) && new Set(list).size !== list.length;
}

function countOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

function refusal(faults: readonly string[], cause?: unknown): CodedError<TlsPolicyErrorCode> {
  return new CodedError('TRUST_INVALID', `trust file: ${faults.join('; ')}`, { cause, hint: 'Install the client again, or have the trust file issued again.' });
}
