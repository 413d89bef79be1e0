import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTrust, type Trust } from '@togo/tls-policy';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureDevPki, issueServerCertificate } from '../src/index.ts';
import type { DevPki, ServerCertificateRequest } from '../src/index.ts';
import { connectStrictly, startTlsServer } from './strict-client.ts';
import { useScratch } from './scratch.ts';

const scratch = useScratch();
const host = 'denso.kaigo.example';
let pki: DevPki;
let trust: Trust;

beforeAll(async () => {
  pki = await ensureDevPki(join(scratch(), 'keys'));
  trust = parseTrust(await readFile(pki.reception.trustPath, 'utf8'));
});

describe.each([
  ['RSA', 0],
  ['ECDSA', 1],
] as const)("when a strict client meets the reception server's own %s certificate", (_kind, index) => {
  async function meet(name: string, given: Trust): Promise<string> {
    const { certPath, keyPath } = pki.reception.identities[index];
    const server = await startTlsServer({ chainPem: await readFile(certPath, 'utf8'), keyPem: await readFile(keyPath, 'utf8') });
    try {
      return await connectStrictly(server.port, name, given);
    } finally {
      await server.close();
    }
  }

  it.each([host, 'localhost'])('accepts it as %s', async (name) => {
    expect(await meet(name, trust)).toBe('TLSv1.2');
  });

  it('needs the revocation list of each authority', async () => {
    for (const missing of [0, 1]) expect(await meet(host, { ...trust, crl: trust.crl.filter((_, place) => place !== missing) })).toBe('UNABLE_TO_GET_CRL');
  });

  it('needs the pin of the intermediate', async () => {
    const [, backup = ''] = trust.pins;
    expect(await meet(host, { ...trust, pins: [backup] })).toBe('PIN_MISMATCH');
  });
});

describe('when a strict client meets a server with an issued certificate', () => {
  async function meet(request: Partial<ServerCertificateRequest>, chain = true): Promise<string> {
    const issued = await issueServerCertificate(pki, { names: [host], ...request });
    // Level 0 lets the server itself show a key that is too short.
    const ciphers = 'ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES256-GCM-SHA384:@SECLEVEL=0';
    const server = await startTlsServer(chain ? issued : { ...issued, chainPem: issued.certPem }, { ciphers });
    try {
      return await connectStrictly(server.port, host, issued.trust);
    } finally {
      await server.close();
    }
  }

  it.each(['rsa', 'ecdsa'] as const)('accepts a good one: %s', async (key) => {
    expect(await meet({ key })).toBe('TLSv1.2');
  });

  it('accepts a server that forgets to send the intermediate, which the trust file holds', async () => {
    expect(await meet({}, false)).toBe('TLSv1.2');
  });

  const [in2090, in2091] = [new Date('2090-01-01T00:00:00Z'), new Date('2091-01-01T00:00:00Z')];

  // Node names the last complaint of OpenSSL: a missing revocation list hides "self-signed", and a short key has no name at all.
  it.each<{ fault: string; request: Partial<ServerCertificateRequest>; code: string | RegExp }>([
    { fault: 'another name', request: { names: ['other.example'] }, code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    { fault: 'expired', request: { notAfter: new Date('2020-06-01T00:00:00Z') }, code: 'CERT_HAS_EXPIRED' },
    { fault: 'not yet valid', request: { notBefore: in2090, notAfter: in2091 }, code: 'CERT_NOT_YET_VALID' },
    { fault: 'self-signed', request: { issuer: 'self' }, code: 'UNABLE_TO_GET_CRL' },
    { fault: 'unknown authority', request: { issuer: 'unknown' }, code: /^UNABLE_TO_/ },
    { fault: 'revoked', request: { revoked: true }, code: 'CERT_REVOKED' },
    { fault: 'for clients', request: { eku: 'clientAuth' }, code: /^(INVALID_PURPOSE|SERVER_AUTH_REQUIRED)$/ },
    { fault: 'the name outside the SAN only', request: { san: false }, code: 'SAN_REQUIRED' },
    { fault: 'RSA of 1024 bits', request: { keyBits: 1024 }, code: 'UNSPECIFIED' },
  ])('refuses it: $fault', async ({ request, code }) => {
    expect(await meet(request)).toMatch(code);
  });

  it('revokes that one certificate only', async () => {
    const [good, bad] = [await issueServerCertificate(pki, { names: [host] }), await issueServerCertificate(pki, { names: [host], revoked: true })];
    const server = await startTlsServer(good);
    try {
      expect(await connectStrictly(server.port, host, bad.trust)).toBe('TLSv1.2');
    } finally {
      await server.close();
    }
  });

  it('writes the asked names, addresses and dates', async () => {
    const notAfter = new Date('2027-03-04T05:06:07Z');
    const issued = await issueServerCertificate(pki, { names: ['a.example', 'b.example'], ips: ['127.0.0.9'], notAfter });
    const certificate = new X509Certificate(issued.certPem);
    expect(certificate.subjectAltName).toBe('DNS:a.example, DNS:b.example, IP Address:127.0.0.9');
    expect(certificate.validToDate).toEqual(notAfter);
    expect(certificate.subject).toContain('CN=a.example');
    expect(parseTrust(JSON.stringify(issued.trust))).toEqual(trust);
  });
});
