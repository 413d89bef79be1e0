import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeHome, type Home } from '../test/home.ts';
import { makeTempFolder } from '../test/temp-folder.ts';
import { readDocument } from './installed-document.ts';
import { readInstallation } from './installation.ts';
import { locatePlaces, type Places } from './places.ts';

let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(() => pki.remove());

async function install(guide?: string): Promise<{ home: Home; places: Places }> {
  const home = await makeHome(await makeTempFolder(), { reception: { host: 'localhost', port: 1 }, trust: pki.trust, ...(guide === undefined ? {} : { guide }) });
  return { home, places: locatePlaces({ platform: 'linux', env: {}, bundleDir: '', home: home.program }) };
}

describe('when the installed files are read', () => {
  it('knows its version and whom it believes', async () => {
    const { home, places } = await install();
    expect(await readInstallation(places)).toEqual({ manifest: home.manifest, trust: pki.trust });
  });

  it.each([
    ['is missing', undefined],
    ['is cut off', '{"formatVersion":1,'],
    ['is of another format', '{"formatVersion":2}'],
  ])('refuses a release.json that %s', async (_what, text) => {
    const { places } = await install();
    const path = join(places.program, 'release.json');
    await (text === undefined ? rm(path) : writeFile(path, text));
    await expect(readInstallation(places)).rejects.toMatchObject({ code: 'I-481' });
  });

  it('refuses a release.json that lets 9.1.0 speak TLS 1.0', async () => {
    const { home, places } = await install();
    await writeFile(join(places.program, 'release.json'), JSON.stringify({ ...home.manifest, tls: { min: 'TLSv1', max: 'TLSv1.2' } }));
    await expect(readInstallation(places)).rejects.toMatchObject({ code: 'I-481', message: expect.stringContaining('must speak exactly TLSv1.2') });
  });

  it('refuses a trust file without revocation lists', async () => {
    const { places } = await install();
    await writeFile(join(places.program, 'trust.json'), JSON.stringify({ ...pki.trust, crl: [] }));
    await expect(readInstallation(places)).rejects.toMatchObject({ code: 'I-482' });
  });
});

describe('when an installed document is read', () => {
  it('takes the content only, and knows when there is none', async () => {
    const { places } = await install('<h1>手順書</h1>');
    expect(await readDocument(places, 'guide.html')).toBe('\n<h1>手順書</h1>\n');
    await rm(join(places.program, 'guide.html'));
    expect(await readDocument(places, 'guide.html')).toBeUndefined();
  });

  it('refuses one that is no such page', async () => {
    const { places } = await install();
    await writeFile(join(places.program, 'notes.html'), '<p>cut');
    await expect(readDocument(places, 'notes.html')).rejects.toMatchObject({ code: 'I-483' });
  });
});
