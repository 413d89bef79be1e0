import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPeer } from './check.ts';
import { createTestPki, pinOf, type TestPki } from './pki.ts';
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
  it('refuses a weak key by its own rule where an old range lowers the level of OpenSSL', async () => {
    const leaf = await pki.issuing.issue('weak-in-old-range', { key: 'rsa1024' });
    const peer = await startHttps(leaf.certPem + pki.issuing.certPem, leaf.keyPem, { ciphers: 'DEFAULT:@SECLEVEL=0' });
    const report = await checkPeer(peer, pki.trust, { range: { min: 'TLSv1', max: 'TLSv1.2' } });
    expect(report).toMatchObject({ code: 'T-110', detail: expect.stringContaining('WEAK_KEY') });
  });
});

describe('when nobody we know vouches for the server', () => {
  let stranger: TestPki;

  beforeAll(async () => {
    stranger = await createTestPki();
  });
  afterAll(() => stranger.remove());

  it('says unknown, not expired, where a stranger has expired as well', async () => {
    const leaf = await stranger.issuing.issue('expired', { notBefore: '20200101000000Z', notAfter: '20210101000000Z' });
    expect(await checkPeer(await startHttps(leaf.certPem + stranger.issuing.certPem, leaf.keyPem), pki.trust)).toMatchObject({ code: 'T-106' });
  });

  it('refuses a stranger who sends our own authorities along', async () => {
    const chain = stranger.good.certPem + pki.issuing.certPem + pki.root.certPem;
    expect(await checkPeer(await startHttps(chain, stranger.good.keyPem), pki.trust)).toMatchObject({ code: 'T-106' });
  });
});
