import { isIP } from 'node:net';
import { checkServerIdentity, type DetailedPeerCertificate, type PeerCertificate } from 'node:tls';
import { judgeCertificate, limits, readChainFacts, type Verdict } from '@togo/tls-policy';
import { ConnectionError } from './connection-error.ts';

/** The check of a verified chain for node:tls: its own comparison of names, then our rules over the whole chain. */
export function peerCheck(pins: readonly string[]): (host: string, certificate: PeerCertificate) => Error | undefined {
  return (host, certificate) => {
    const wrongName = checkServerIdentity(host, certificate);
    if (wrongName !== undefined) return wrongName;
    const chain = readChainFacts(chainOf(certificate));
    return toError(judgeCertificate(chain, host, pins)) ?? demandFullName(chain[0]?.dnsNames ?? [], host);
  };
}

/**
 * node:tls lets `*.co.jp` stand for every company of Japan, and only a list of public suffixes would tell that one from `*.example.co.jp`.
 * The reception system has one name, so its certificate says that name (RFC 9525 §6.3 leaves wildcards to the application).
 */
function demandFullName(dnsNames: readonly string[], host: string): ConnectionError | undefined {
  const asked = host.toLowerCase();
  if (isIP(host) !== 0 || dnsNames.some((name) => name.toLowerCase() === asked)) return undefined;
  return new ConnectionError('SAN_REQUIRED', `expected ${host} in full in the subject alternative name, got ${dnsNames.join(' ').slice(0, 200)}`);
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
