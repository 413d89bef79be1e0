import { createHash, X509Certificate, type KeyObject } from 'node:crypto';
import { allowsDigitalSignature } from './key-usage.ts';

/** What the rules ask of one certificate. */
export interface CertificateFacts {
  /** For messages only. */
  readonly subject: string;
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
  /** OIDs; empty when the extension is absent. */
  readonly extendedKeyUsage: readonly string[];
  readonly digitalSignature: boolean;
  /** `rsa`, `ec`, …; `unknown` for a key that OpenSSL cannot read. */
  readonly keyType: string;
  readonly keyBits: number;
  /** Base64 SHA-256 of the SubjectPublicKeyInfo, as in a pin. */
  readonly spkiSha256: string;
  /** Whether the next certificate's key made this one's signature; for the last one, its own key. */
  readonly signedByNext: boolean;
}

const curveBits: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };

/**
 * Reads the facts of a chain, leaf first.
 *
 * @param chain DER certificates as the peer and the trust store gave them.
 */
export function readChainFacts(chain: readonly Uint8Array[]): CertificateFacts[] {
  const certificates = chain.map((der) => new X509Certificate(der));
  return certificates.map((certificate, position) => {
    const key = readKey(certificate);
    const issuer = readKey(certificates[position + 1] ?? certificate);
    return {
      subject: certificate.subject.replaceAll('\n', ', '),
      ...readNames(certificate.subjectAltName),
      // Node names it keyUsage, but it is the extended one, and undefined when the extension is absent.
      extendedKeyUsage: certificate.keyUsage ?? [],
      digitalSignature: allowsDigitalSignature(certificate.raw),
      ...readStrength(key),
      spkiSha256: key === undefined ? '' : spkiPin(key),
      signedByNext: issuer !== undefined && certificate.verify(issuer),
    };
  });
}

/** The pin of a public key: base64 of the SHA-256 of its SubjectPublicKeyInfo (RFC 7469 §2.4). */
export function spkiPin(key: KeyObject): string {
  return createHash('sha256').update(key.export({ type: 'spki', format: 'der' })).digest('base64');
}

function readKey(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    return undefined; // an algorithm that OpenSSL does not know: judged as a weak key
  }
}

function readStrength(key: KeyObject | undefined): { keyType: string; keyBits: number } {
  const details = key?.asymmetricKeyDetails;
  const keyBits = details?.modulusLength ?? curveBits[details?.namedCurve ?? ''] ?? 0;
  return { keyType: key?.asymmetricKeyType ?? 'unknown', keyBits };
}

/** @param subjectAltName Node's text form: `DNS:a.test, IP Address:127.0.0.1`. */
function readNames(subjectAltName: string | undefined): { dnsNames: string[]; ipAddresses: string[] } {
  const entries = subjectAltName?.split(', ') ?? [];
  const having = (prefix: string): string[] => entries.filter((entry) => entry.startsWith(prefix)).map((entry) => entry.slice(prefix.length));
  return { dnsNames: having('DNS:'), ipAddresses: having('IP Address:') };
}
