import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPeer } from './check.ts';
import { createSelfSigned, createTestPki, extensions, pinOf, type TestPki } from './pki.ts';
import { startHttps } from './servers.ts';

let pki: TestPki;

beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(() => pki.remove());

describe('when the certificate of the server is as it should be', () => {
  it('connects and reports what both sides saw', async () => {
    const report = await checkPeer(await startHttps(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem), pki.trust);
    expect(report).toEqual({
      formatVersion: 1,
      ok: true,
      code: 'T-100',
      host: 'localhost',
      port: report.port,
      at: '2021-04-19T01:00:00.000Z',
      handshake: { protocol: 'TLSv1.2', cipher: 'ECDHE-RSA-AES256-GCM-SHA384' },
      server: { time: '2021-04-19T01:00:00.000Z', skewSeconds: 0, era: 'tls1.2' },
      detail: 'connected TLSv1.2 ECDHE-RSA-AES256-GCM-SHA384',
    });
  });

  it('connects by IP address where the certificate has it', async () => {
    const report = await checkPeer(await startHttps(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem), pki.trust, { host: '127.0.0.1' });
    expect(report.code).toBe('T-100');
  });

  it('connects with an EC key', async () => {
    const leaf = await pki.issuing.issue('p256', { key: 'p256' });
    const report = await checkPeer(await startHttps(leaf.certPem + pki.issuing.certPem, leaf.keyPem), pki.trust);
    expect(report).toMatchObject({ code: 'T-100', handshake: { cipher: 'ECDHE-ECDSA-AES256-GCM-SHA384' } });
  });

  it('connects where the server forgot its intermediate and the trust file has it', async () => {
    const report = await checkPeer(await startHttps(pki.good.certPem, pki.good.keyPem), { ...pki.trust, intermediates: [pki.issuing.certPem] });
    expect(report.code).toBe('T-100');
  });

  it('connects where only the pin of the root is left', async () => {
    const trust = { ...pki.trust, pins: [pinOf(pki.root.certPem)] };
    const report = await checkPeer(await startHttps(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem), trust);
    expect(report.code).toBe('T-100');
  });
});

describe('when the certificate of the server is not as it should be', () => {
  it.each([
    ['has expired', { notBefore: '20200101000000Z', notAfter: '20210101000000Z' }, 'T-108', 'CERT_HAS_EXPIRED'],
    ['is not valid yet', { notBefore: '20900101000000Z', notAfter: '20910101000000Z' }, 'T-108', 'CERT_NOT_YET_VALID'],
    ['names another host', { extensions: extensions({ san: 'subjectAltName=DNS:other.test' }) }, 'T-107', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['names the host only in the common name', { extensions: extensions({ san: '' }) }, 'T-110', 'SAN_REQUIRED'],
    ['is meant for clients only', { extensions: extensions({ eku: 'extendedKeyUsage=clientAuth' }) }, 'T-110', 'INVALID_PURPOSE'],
    ['does not say what it is meant for', { extensions: extensions({ eku: '' }) }, 'T-110', 'SERVER_AUTH_REQUIRED'],
    ['may not sign a key exchange', { extensions: extensions({ ku: 'keyUsage=critical,keyEncipherment' }) }, 'T-110', 'DIGITAL_SIGNATURE_REQUIRED'],
    ['has an RSA key of 1024 bits', { key: 'rsa1024' }, 'T-110', 'UNSPECIFIED'],
  ] as const)('refuses one that %s', async (name, request, code, reason) => {
    const leaf = await pki.issuing.issue(name.replaceAll(' ', '-'), request);
    const peer = await startHttps(leaf.certPem + pki.issuing.certPem, leaf.keyPem, { ciphers: 'DEFAULT:@SECLEVEL=0' });
    const report = await checkPeer(peer, pki.trust);
    expect(report).toMatchObject({ ok: false, code, detail: expect.stringContaining(`tls ${reason}`) });
    expect(report).not.toHaveProperty('handshake');
  });

  it('refuses a weak key by its own rule where an old range lowers the level of OpenSSL', async () => {
    const leaf = await pki.issuing.issue('weak-in-old-range', { key: 'rsa1024' });
    const peer = await startHttps(leaf.certPem + pki.issuing.certPem, leaf.keyPem, { ciphers: 'DEFAULT:@SECLEVEL=0' });
    const report = await checkPeer(peer, pki.trust, { range: { min: 'TLSv1', max: 'TLSv1.2' } });
    expect(report).toMatchObject({ code: 'T-110', detail: expect.stringContaining('WEAK_KEY') });
  });

  it('compares an IP address with addresses, never with names', async () => {
    const leaf = await pki.issuing.issue('ip-in-dns', { subject: '/CN=127.0.0.1', extensions: extensions({ san: 'subjectAltName=DNS:127.0.0.1' }) });
    const report = await checkPeer(await startHttps(leaf.certPem + pki.issuing.certPem, leaf.keyPem), pki.trust, { host: '127.0.0.1' });
    expect(report.code).toBe('T-107');
  });

  it('refuses one without any pinned key above it', async () => {
    const other = await createTestPki();
    try {
      const peer = await startHttps(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem);
      const report = await checkPeer(peer, { ...pki.trust, pins: other.trust.pins });
      expect(report).toMatchObject({ code: 'T-110', detail: expect.stringContaining('PIN_MISMATCH') });
    } finally {
      await other.remove();
    }
  });
});

describe('when nobody we know vouches for the server', () => {
  let stranger: TestPki;

  beforeAll(async () => {
    stranger = await createTestPki();
  });
  afterAll(() => stranger.remove());

  it('refuses a self-signed certificate', async () => {
    const self = await createSelfSigned(pki.folder);
    expect(await checkPeer(await startHttps(self.certPem, self.keyPem), pki.trust)).toMatchObject({ code: 'T-106' });
  });

  it('refuses an unknown root, whether the server sends it along or not', async () => {
    const chain = stranger.good.certPem + stranger.issuing.certPem;
    expect(await checkPeer(await startHttps(chain, stranger.good.keyPem), pki.trust)).toMatchObject({ code: 'T-106' });
    expect(await checkPeer(await startHttps(chain + stranger.root.certPem, stranger.good.keyPem), pki.trust)).toMatchObject({ code: 'T-106' });
  });

  it('says unknown, not expired, where a stranger has expired as well', async () => {
    const leaf = await stranger.issuing.issue('expired', { notBefore: '20200101000000Z', notAfter: '20210101000000Z' });
    expect(await checkPeer(await startHttps(leaf.certPem + stranger.issuing.certPem, leaf.keyPem), pki.trust)).toMatchObject({ code: 'T-106' });
  });

  it('refuses an incomplete chain', async () => {
    expect(await checkPeer(await startHttps(pki.good.certPem, pki.good.keyPem), pki.trust)).toMatchObject({ code: 'T-106' });
  });

  it('refuses a stranger who sends our own authorities along', async () => {
    const chain = stranger.good.certPem + pki.issuing.certPem + pki.root.certPem;
    expect(await checkPeer(await startHttps(chain, stranger.good.keyPem), pki.trust)).toMatchObject({ code: 'T-106' });
  });
});

describe('when a certificate may have been revoked', () => {
  it('refuses a revoked one', async () => {
    const leaf = await pki.issuing.issue('revoked', {});
    await pki.issuing.revoke(leaf);
    const trust = { ...pki.trust, crl: [await pki.root.crl(), await pki.issuing.crl()] };
    const report = await checkPeer(await startHttps(leaf.certPem + pki.issuing.certPem, leaf.keyPem), trust);
    expect(report).toMatchObject({ code: 'T-109', detail: expect.stringContaining('CERT_REVOKED') });
  });

  it('refuses a list that is out of date', async () => {
    const trust = { ...pki.trust, crl: [await pki.root.crl(), await pki.issuing.staleCrl()] };
    const report = await checkPeer(await startHttps(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem), trust);
    expect(report).toMatchObject({ code: 'T-109', detail: expect.stringContaining('CRL_HAS_EXPIRED') });
  });

  it('refuses where one authority of the chain has no list', async () => {
    const trust = { ...pki.trust, crl: [await pki.root.crl()] };
    const report = await checkPeer(await startHttps(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem), trust);
    expect(report).toMatchObject({ code: 'T-109', detail: expect.stringContaining('UNABLE_TO_GET_CRL') });
  });
});
