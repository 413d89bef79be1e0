import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { domainToASCII } from 'node:url';
import type { ConnectionCode, Trust } from '@togo/tls-policy';
import { createSelfSigned, extensions, pinOf, type LeafRequest, type TestCa, type TestIdentity, type TestPki } from './pki.ts';

/** What a server shows, and what the client was told to believe. */
export interface Shown {
  readonly chainPem: string;
  readonly keyPem: string;
  readonly trust: Trust;
}

/** A certificate that no client of ours may accept. */
export interface BadCertificate {
  /** As in the list of bad certificates. */
  readonly name: string;
  /** What the client asked for. */
  readonly host: string;
  readonly code: ConnectionCode;
  /** Part of the detail: refused for this reason, and for no other. */
  readonly reason: string;
  readonly make: (ours: TestPki, stranger: TestPki) => Promise<Shown>;
}

const host = 'localhost';
const eMailOnly = 'subjectAltName=email:jimu@reception.test';
/** dNSName `localhost`, a zero byte, `.evil.test`: whoever ends names at a zero byte reads `localhost` (RFC 5280 §7, CVE-2009-2408). */
const nulName = Buffer.from('localhost\0.evil.test', 'latin1');
const manyNames = Array.from({ length: 10_000 }, (_, position) => `DNS:i${position}.localhost.test`).join(',');

/** The bad certificates, each wrong in one way only: the 24 of the security reference, and two more. */
export const badCertificates: readonly BadCertificate[] = [
  leaf('expired', 'T-108', 'CERT_HAS_EXPIRED', { notBefore: '20200101000000Z', notAfter: '20210101000000Z' }),
  leaf('future', 'T-108', 'CERT_NOT_YET_VALID', { notBefore: '20900101000000Z', notAfter: '20910101000000Z' }),
  leaf('wrong host', 'T-107', 'ERR_TLS_CERT_ALTNAME_INVALID', named('DNS:other.test')),
  leaf('CN only', 'T-110', 'SAN_REQUIRED', { extensions: extensions({ san: eMailOnly }) }),
  leaf('no SAN', 'T-110', 'SAN_REQUIRED', { extensions: extensions({ san: '' }) }),
  leaf('clientAuth EKU', 'T-110', 'INVALID_PURPOSE', { extensions: extensions({ eku: 'extendedKeyUsage=clientAuth' }) }),
  leaf('RSA-1024', 'T-110', 'UNSPECIFIED', { key: 'rsa1024' }),
  leaf('RSA-512', 'T-110', 'UNSPECIFIED', { key: 'rsa512' }),
  leaf('SHA-1 leaf', 'T-110', 'UNSPECIFIED', { digest: 'sha1' }),
  {
    ...{ name: 'MD5', host, code: 'T-110', reason: 'UNSPECIFIED' },
    make: async (ours) => {
      const rsa = await ours.root.issueCa('rsa-issuing', { key: 'rsa2048' });
      const trust = { ...ours.trust, crl: [await ours.root.crl(), await rsa.crl()], pins: [pinOf(rsa.certPem)] };
      return show(await rsa.issue('md5', { digest: 'md5' }), [rsa], trust);
    },
  },
  {
    ...{ name: 'self-signed', host, code: 'T-106', reason: 'issuer unknown' },
    make: async (ours) => show(await createSelfSigned(ours.folder), [], ours.trust),
  },
  {
    ...{ name: 'unknown root', host, code: 'T-106', reason: 'issuer unknown' },
    make: (ours, stranger) => Promise.resolve(show(stranger.good, [stranger.issuing, stranger.root], ours.trust)),
  },
  { ...{ name: 'incomplete chain', host, code: 'T-106', reason: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, make: (ours) => Promise.resolve(show(ours.good, [], ours.trust)) },
  {
    // The first certificate has to be that of the server's key (RFC 5246 §7.4.2): this server has its authority's.
    ...{ name: 'reversed chain', host, code: 'T-107', reason: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    make: async ({ root, trust }) => {
      const lines = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,digitalSignature,keyCertSign,cRLSign'];
      const authority = await root.issueCa('reversed', { extensions: lines });
      const below = await authority.issue('below', {});
      return { chainPem: authority.certPem + below.certPem, keyPem: await readFile(join(authority.folder, 'ca.key'), 'utf8'), trust: { ...trust, pins: [pinOf(authority.certPem)] } };
    },
  },
  {
    ...{ name: 'leaf as CA', host, code: 'T-110', reason: 'INVALID_PURPOSE' },
    make: async ({ issuing, trust }) => {
      const server = await issuing.issueCa('leaf-as-ca', { extensions: extensions({ san: 'subjectAltName=DNS:other.test', ku: '' }) });
      // With a revocation list of its own, so that nothing but being a leaf stands against it.
      return show(await server.issue('made-by-a-leaf', {}), [server, issuing], { ...trust, crl: [...trust.crl, await server.crl()] });
    },
  },
  {
    ...{ name: 'revoked', host, code: 'T-109', reason: 'CERT_REVOKED' },
    make: async ({ root, issuing, trust }) => {
      const revoked = await issuing.issue('revoked', {});
      await issuing.revoke(revoked);
      return show(revoked, [issuing], { ...trust, crl: [await root.crl(), await issuing.crl()] });
    },
  },
  good('stale CRL', 'T-109', 'CRL_HAS_EXPIRED', async ({ root, issuing, trust }) => ({ ...trust, crl: [await root.crl(), await issuing.staleCrl()] })),
  good('missing CRL of one CA', 'T-109', 'UNABLE_TO_GET_CRL', async ({ root, trust }) => ({ ...trust, crl: [await root.crl()] })),
  good('pin mismatch', 'T-110', 'PIN_MISMATCH', ({ trust }, stranger) => Promise.resolve({ ...trust, pins: stranger.trust.pins })),
  leaf('10,000 SANs', 'T-112', 'excessive message size', named(`DNS:localhost,${manyNames}`)),
  leaf('IP in CN', 'T-107', 'ERR_TLS_CERT_ALTNAME_INVALID', { subject: '/CN=127.0.0.1', extensions: extensions({ san: 'subjectAltName=DNS:127.0.0.1' }) }, '127.0.0.1'),
  leaf('NUL in name', 'T-107', 'ERR_TLS_CERT_ALTNAME_INVALID', { extensions: extensions({ san: `subjectAltName=DER:${dnsNameDer(nulName)}` }) }),
  leaf('wildcard on public suffix', 'T-110', 'SAN_REQUIRED', named('DNS:*.co.jp'), 'reception.co.jp'),
  leaf('IDN homograph', 'T-107', 'ERR_TLS_CERT_ALTNAME_INVALID', named(`DNS:${domainToASCII('l\u043ecalhost')}`)),
  // Beyond the list: what OpenSSL asks of no server.
  leaf('no EKU', 'T-110', 'SERVER_AUTH_REQUIRED', { extensions: extensions({ eku: '' }) }),
  leaf('no digitalSignature', 'T-110', 'DIGITAL_SIGNATURE_REQUIRED', { extensions: extensions({ ku: 'keyUsage=critical,keyEncipherment' }) }),
];

function leaf(name: string, code: ConnectionCode, reason: string, request: LeafRequest, asked = host): BadCertificate {
  return { name, host: asked, code, reason, make: async ({ issuing, trust }) => show(await issuing.issue(name.replaceAll(/\W/g, '-'), request), [issuing], trust) };
}

/** A good certificate of which the client has been told something else. */
function good(name: string, code: ConnectionCode, reason: string, believe: (ours: TestPki, stranger: TestPki) => Promise<Trust>): BadCertificate {
  return { name, host, code, reason, make: async (ours, stranger) => show(ours.good, [ours.issuing], await believe(ours, stranger)) };
}

function named(names: string): LeafRequest {
  return { extensions: extensions({ san: `subjectAltName=${names}` }) };
}

function show({ certPem, keyPem }: TestIdentity, authorities: readonly TestCa[], trust: Trust): Shown {
  return { chainPem: certPem + authorities.map((authority) => authority.certPem).join(''), keyPem, trust };
}

/** GeneralNames with one dNSName [2], of at most 100 bytes (RFC 5280 §4.2.1.6). */
function dnsNameDer(name: Uint8Array): string {
  const entry = Buffer.concat([Buffer.from([0x82, name.length]), name]);
  return Buffer.concat([Buffer.from([0x30, entry.length]), entry]).toString('hex').replaceAll(/..(?=.)/g, '$&:');
}
