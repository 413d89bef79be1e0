import { X509Certificate } from 'node:crypto';
import type { Trust } from './trust.ts';

/**
 * Whether signatures lead from a server's certificate to a root of ours. OpenSSL reports only the last fault it met, so a stranger's
 * certificate may be called one without a revocation list; this tells the two apart.
 *
 * @param sent DER certificates as the server sent them, leaf first.
 */
export function leadsToKnownRoot(sent: readonly Uint8Array[], trust: Trust): boolean {
  const roots = trust.ca.map((pem) => new X509Certificate(pem));
  const between = [...sent.slice(1), ...(trust.intermediates ?? [])].flatMap(readCertificate);
  let [current] = sent.slice(0, 1).flatMap(readCertificate);
  for (let steps = 0; current !== undefined && steps <= between.length; steps += 1) {
    const signed = current;
    if (roots.some((root) => isIssuedBy(signed, root))) return true;
    current = between.find((candidate) => isIssuedBy(signed, candidate));
  }
  return false;
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function readCertificate(encoded: Uint8Array | string): X509Certificate[] {
  try {
    return [new X509Certificate(encoded)];
  } catch {
    return []; // what cannot be read leads nowhere
  }
}
