import { checkServerIdentity, type DetailedPeerCertificate, type PeerCertificate } from 'node:tls';
import { judgeCertificate, limits, readChainFacts, type Verdict } from '@togo/tls-policy';
import { ConnectionError } from './connection-error.ts';

/** The check of a verified chain for node:tls: its own comparison of names, then our rules over the whole chain. */
export function peerCheck(pins: readonly string[]): (host: string, certificate: PeerCertificate) => Error | undefined {
  return (host, certificate) => {
    const wrongName = checkServerIdentity(host, certificate);
    return wrongName ?? toError(judgeCertificate(readChainFacts(chainOf(certificate)), host, pins));
  };
}

export function toError(verdict: Verdict): ConnectionError | undefined {
  return verdict.ok ? undefined : new ConnectionError(verdict.fault, verdict.why);
}

/** DER, leaf first. Node ends a chain with a certificate that issued itself, or with one whose issuer it does not have. */
function chainOf(leaf: PeerCertificate): Buffer[] {
  const chain: Buffer[] = [];
  let current: Partial<DetailedPeerCertificate> = leaf;
  while (current.raw !== undefined && chain.length < limits.chainMaxCertificates) {
    chain.push(current.raw);
    if (current.issuerCertificate === current) break;
    current = current.issuerCertificate ?? {};
  }
  return chain;
}
