import { readFile } from 'node:fs/promises';
import type { DevPki } from '@togo/signing';
import { parseTrust } from '@togo/tls-policy';
import { beforeAll, describe, expect, it } from 'vitest';
import { developmentPki } from '../../src/dev-pki.ts';
import { startReception } from '../../src/reception.ts';
import { testssl } from './testssl.ts';

const minutes = 60_000;
let pki: DevPki;
let rootPem: string;

beforeAll(async () => {
  pki = await developmentPki();
  rootPem = parseTrust(await readFile(pki.reception.trustPath, 'utf8')).ca[0] ?? '';
});

async function look(args: readonly string[], ...what: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const reception = await startReception(...args);
  try {
    return await testssl(reception.port, rootPem, ...what);
  } finally {
    await reception.stop();
  }
}

describe('when TLS 1.2 is the only version', () => {
  let found: ReadonlyMap<string, string>;
  beforeAll(async () => {
    found = await look(['--era', '1.2'], '--client-simulation', '--protocols');
  }, 5 * minutes);

  it.each([
    ['Internet Explorer 11 on Windows 8.1', 'ie_11_win81'],
    ['Internet Explorer 11 on Windows 10', 'ie_11_win10'],
    ['Edge on Windows 10', 'edge_15_win10'],
    ['today’s Edge', 'edge_101_win10_21h2'],
    ['Chrome on Windows 10', 'chrome_101_win10'],
    ['Firefox on Windows 8.1 and 10', 'firefox_66_win81'],
  ])('%s connects, with forward secrecy and authenticated encryption', (_name, id) => {
    expect(found.get(`clientsimulation-${id}`)).toMatch(/^TLSv1\.2 ECDHE-ECDSA-AES(?:128|256)-GCM-SHA(?:256|384)$/);
  });

  it.each([
    ['Internet Explorer 6 on Windows XP', 'ie_6_xp'],
    ['Internet Explorer 8 on Windows XP', 'ie_8_xp'],
    ['Internet Explorer 8 on Windows 7', 'ie_8_win7'],
  ])('%s does not', (_name, id) => {
    expect(found.get(`clientsimulation-${id}`)).toBe('No connection');
  });

  it('offers nothing older, and nothing newer', () => {
    const offered = ['SSLv2', 'SSLv3', 'TLS1', 'TLS1_1', 'TLS1_2', 'TLS1_3'].map((id) => found.get(id));
    expect(offered).toEqual([
      expect.stringContaining('not offered'),
      expect.stringContaining('not offered'),
      expect.stringContaining('not offered'),
      expect.stringContaining('not offered'),
      expect.stringMatching(/^offered/),
      expect.stringContaining('not offered'),
    ]);
  });
});

describe('when the server has its RSA certificate alone', () => {
  it(
    'shuts Internet Explorer 11 on Windows 8.1 out: it is the ECDSA certificate that lets it in',
    async () => {
      const [{ certPath, keyPath }] = pki.reception.identities;
      const found = await look(['--era', '1.2', '--cert', certPath, '--key', keyPath], '--client-simulation');
      expect(found.get('clientsimulation-ie_11_win81')).toBe('No connection');
      expect(found.get('clientsimulation-ie_11_win10')).toMatch(/^TLSv1\.2 ECDHE-RSA-AES/);
    },
    5 * minutes,
  );
});

describe('when the cut-over has not come yet', () => {
  it(
    'still offers TLS 1.0 and 1.1',
    async () => {
      const found = await look(['--era', '1.0-1.2'], '--protocols');
      for (const id of ['TLS1', 'TLS1_1', 'TLS1_2']) expect(found.get(id)).toMatch(/^offered/);
      for (const id of ['SSLv2', 'SSLv3', 'TLS1_3']) expect(found.get(id)).toContain('not offered');
    },
    5 * minutes,
  );
});
