import { extensionTypes, parseClientHello, pinnedRange, type TlsRange } from '@togo/tls-policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPeer } from './check.ts';
import { createTestPki, type TestPki } from './pki.ts';
import { startRecorder } from './servers.ts';

let pki: TestPki;

beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(() => pki.remove());

async function captureHello(range: TlsRange, host = 'localhost'): Promise<Buffer> {
  const recorder = await startRecorder();
  await checkPeer(recorder, pki.trust, { range, host });
  return await recorder.received;
}

describe('when the client says hello', () => {
  it('offers TLS 1.2 and nothing above or below, byte by byte', async () => {
    const hello = parseClientHello(await captureHello(pinnedRange));
    expect(hello).toMatchObject({
      legacyVersion: 0x0303,
      ciphers: [0xc02c, 0xc030, 0xc02b, 0xc02f, 0xcca9, 0xcca8],
      compressionMethods: [0],
      groups: [0x001d, 0x0017, 0x0018],
      signatureAlgorithms: [0x0403, 0x0503, 0x0804, 0x0805, 0x0401, 0x0501],
      serverName: 'localhost',
    });
    expect(hello.extensions).toEqual(expect.arrayContaining([extensionTypes.extendedMasterSecret, extensionTypes.renegotiationInfo]));
    for (const absent of ['supportedVersions', 'keyShare', 'preSharedKey'] as const) expect(hello.extensions).not.toContain(extensionTypes[absent]);
  });

  it('names no server where it was given an address', async () => {
    const hello = parseClientHello(await captureHello(pinnedRange, '127.0.0.1'));
    expect(hello.extensions).not.toContain(extensionTypes.serverName);
  });

  it('offers the older ciphers only for a release before 9.1.0, and TLS 1.3 for none', async () => {
    const hello = parseClientHello(await captureHello({ min: 'TLSv1', max: 'TLSv1.2' }));
    expect(hello.legacyVersion).toBe(0x0303);
    expect(hello.ciphers.slice(0, 12)).toEqual([0xc02c, 0xc030, 0xc02b, 0xc02f, 0xcca9, 0xcca8, 0xc00a, 0xc014, 0xc009, 0xc013, 0x0035, 0x002f]);
    expect(hello.extensions).not.toContain(extensionTypes.supportedVersions);
  });
});
