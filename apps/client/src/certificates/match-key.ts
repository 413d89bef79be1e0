import { sign, verify, type KeyObject, type X509Certificate } from 'node:crypto';
import { ClientError } from '../client-error.ts';
import { limits } from '../limits.ts';
import type { P12Content } from './p12-answer.ts';

/** A private key, its certificate, and the certificates of its issuers, as far as they lay beside it. */
export interface KeyPair {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
  readonly issuers: readonly X509Certificate[];
}

const curves: readonly string[] = ['prime256v1', 'secp384r1', 'secp521r1'];

/**
 * Finds the key and the certificate that belong together; of several the pair that lasts longest.
 *
 * @throws ClientError `C-703` no key, `C-704` no certificate that fits it.
 */
export function matchKey({ certificates, keys }: P12Content): KeyPair {
  if (keys.length === 0) throw new ClientError('C-703', `${certificates.length} certificates and no private key`);
  const pairs = keys.flatMap((key) => certificates.filter((certificate) => belongTogether(key, certificate)).map((certificate) => ({ key, certificate })));
  const [pair] = pairs.toSorted((a, b) => b.certificate.validToDate.getTime() - a.certificate.validToDate.getTime());
  if (pair === undefined) throw new ClientError('C-704', `${keys.length} private keys and ${certificates.length} certificates, none of them a pair`);
  return { ...pair, issuers: certificates.filter(({ ca }) => ca) };
}

/** RSA of 2,048 bits or more, or one of the NIST curves: what the TLS profile can use. */
export function isStrongKey({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  if (asymmetricKeyType === 'rsa') return (asymmetricKeyDetails?.modulusLength ?? 0) >= limits.rsaMinBits;
  return asymmetricKeyType === 'ec' && curves.includes(asymmetricKeyDetails?.namedCurve ?? '');
}

/** Tried, not compared: the public half inside a key file need not be the one that its private half makes. */
function belongTogether(key: KeyObject, { publicKey }: X509Certificate): boolean {
  const message = Buffer.from('belong together');
  try {
    return verify('sha256', message, publicKey, sign('sha256', message, key));
  } catch {
    return false;
  }
}
