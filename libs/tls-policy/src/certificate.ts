import type { CertificateFacts } from './certificate-facts.ts';
import { limits } from './limits.ts';
import type { PolicyFault, Verdict } from './verdict.ts';

/** OID of id-kp-serverAuth (RFC 5280 §4.2.1.12). */
const serverAuth = '1.3.6.1.5.5.7.3.1';

/**
 * Judges a chain that OpenSSL has verified and whose name node:tls has compared, by the rules that neither of them applies
 * by default: names in the SAN, serverAuth, a signing key of a decent size, and one pinned key in an unbroken chain.
 *
 * @param chain leaf first, the root last.
 * @param host the name or IP address that was asked for.
 * @param pins base64 SHA-256 of the accepted SubjectPublicKeyInfos.
 */
export function judgeCertificate(chain: readonly CertificateFacts[], host: string, pins: readonly string[]): Verdict {
  const [leaf] = chain;
  if (leaf === undefined) return refuse('CHAIN_BROKEN', 'expected the certificates of the peer, got none');
  const names = looksLikeIp(host) ? leaf.ipAddresses : leaf.dnsNames;
  if (names.length === 0) return refuse('SAN_REQUIRED', `expected ${host} in the subject alternative name, got no such entry (${leaf.subject})`);
  if (!leaf.extendedKeyUsage.includes(serverAuth)) {
    return refuse('SERVER_AUTH_REQUIRED', `expected extended key usage ${serverAuth}, got ${leaf.extendedKeyUsage.join(' ') || 'none'}`);
  }
  if (!leaf.digitalSignature) return refuse('DIGITAL_SIGNATURE_REQUIRED', `expected key usage digitalSignature (${leaf.subject})`);
  const weak = chain.find((certificate) => !isStrong(certificate));
  if (weak !== undefined) {
    const { keyType, keyBits, subject } = weak;
    return refuse('WEAK_KEY', `expected RSA of ${limits.rsaKeyMinBits} or EC of ${limits.ecKeyMinBits} bits, got ${keyType} of ${keyBits} (${subject})`);
  }
  // A pin counts only where signatures lead from the leaf to it: the peer chooses what else it sends along.
  const broken = chain.find((certificate) => !certificate.signedByNext);
  if (broken !== undefined) return refuse('CHAIN_BROKEN', `expected a signature by the next certificate (${broken.subject})`);
  if (!chain.some((certificate) => pins.includes(certificate.spkiSha256))) {
    return refuse('PIN_MISMATCH', `expected a pinned key, got ${chain.map((certificate) => certificate.spkiSha256).join(' ')}`);
  }
  return { ok: true };
}

function isStrong({ keyType, keyBits }: CertificateFacts): boolean {
  if (keyType === 'rsa' || keyType === 'rsa-pss') return keyBits >= limits.rsaKeyMinBits;
  return keyType === 'ec' && keyBits >= limits.ecKeyMinBits;
}

/** No host name has a last label of digits only, and only IPv6 has a colon (WHATWG URL, "ends in a number"). */
function looksLikeIp(host: string): boolean {
  return host.includes(':') || /(?:^|\.)\d+$/.test(host);
}

function refuse(fault: PolicyFault, why: string): Verdict {
  return { ok: false, fault, why };
}
