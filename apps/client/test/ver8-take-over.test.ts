import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fixedClock } from '@togo/foundation';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '../src/log.ts';
import { locatePlaces, logPath, settingsPath, ver8Folder, type Places } from '../src/places.ts';
import { changeSettings, readSettings } from '../src/settings/settings-file.ts';
import { noSettings, withProxy } from '../src/settings/settings.ts';
import { Ver8 } from '../src/ver8/ver8.ts';
import { startClient } from './client-process.ts';
import { makeHome } from './home.ts';
import { makeTempFolder } from './temp-folder.ts';
import { leaveVer8, writeIni, type Ver8Files } from './ver8-files.ts';

/** The data of a PC on which the installer found Ver.8, and how a start of the client goes. */
async function upgrade(files: Ver8Files): Promise<{ readonly places: Places; readonly start: () => Promise<Ver8> }> {
  const places = locatePlaces({ platform: 'linux', env: {}, bundleDir: '', home: await makeTempFolder() });
  await leaveVer8(places, files);
  const start = async (): Promise<Ver8> => {
    const ver8 = new Ver8(places, openLog(logPath(places), fixedClock('2021-04-01T00:00:00Z')));
    await ver8.takeOver();
    return ver8;
  };
  return { places, start };
}

const written = async (places: Places): Promise<unknown> => JSON.parse(await readFile(settingsPath(places), 'utf8'));

describe('when the client starts for the first time after Ver.8', () => {
  it('takes over user ID and proxy', async () => {
    const { places, start } = await upgrade({ ini: writeIni({ proxy: 'Proxy.example:8080' }) });
    const news = await (await start()).news();
    expect(news).toEqual({ userId: 'taken', proxy: 'manual' });
    expect(await written(places)).toEqual({ formatVersion: 2, userId: 'KJ131312345678', proxy: { use: 'manual', host: 'proxy.example', port: 8080 }, ver8: news });
  });

  it.each([
    ['goes straight where Ver.8 had no proxy', {}, { userId: 'KJ131312345678', proxy: { use: 'direct' }, ver8: { userId: 'taken', proxy: 'direct' } }],
    ['has no user ID where Ver.8 had none', { id: '' }, { userId: undefined, ver8: { userId: 'none', proxy: 'direct' } }],
    ['leaves out a user ID of the ISDN time', { id: 'J13799000101' }, { userId: undefined, ver8: { userId: 'S-265', proxy: 'direct' } }],
    ['leaves out what is no user ID', { id: 'あおぞら' }, { userId: undefined, ver8: { userId: 'S-264', proxy: 'direct' } }],
    ['leaves out a proxy with a scheme', { proxy: 'http://proxy.example:8080' }, { proxy: { use: 'ie' }, ver8: { userId: 'taken', proxy: 'S-266' } }],
    ['leaves out a proxy with a password, which it writes nowhere', { proxy: 'jimu:Himitsu@proxy.example:8080' }, { proxy: { use: 'ie' }, ver8: { userId: 'taken', proxy: 'S-266' } }],
    ['leaves out a proxy without a port', { proxy: 'proxy.example' }, { proxy: { use: 'ie' }, ver8: { userId: 'taken', proxy: 'S-266' } }],
  ])('%s', async (_what, ini, expected) => {
    const { places, start } = await upgrade({ ini: writeIni(ini) });
    await start();
    const settings = await readSettings(settingsPath(places));
    expect({ ...settings, userId: settings.userId }).toMatchObject(expected);
    expect((await readFile(settingsPath(places), 'utf8')) + (await readFile(logPath(places), 'utf8'))).not.toContain('Himitsu');
  });

  it('guesses nothing where a cut file says nothing about the proxy', async () => {
    const { places, start } = await upgrade({ ini: '[USER]\r\nID=KJ131312345678\r\n[NE' });
    await start();
    expect(await readSettings(settingsPath(places))).toMatchObject({ userId: 'KJ131312345678', proxy: { use: 'ie' }, ver8: { userId: 'taken', proxy: 'none' } });
  });

  it('does it once: what a clerk changes afterwards stays, and so does his word that he has read it', async () => {
    const { places, start } = await upgrade({ ini: writeIni({ proxy: 'proxy.example:8080' }) });
    await (await start()).confirmNews();
    await changeSettings(settingsPath(places), (present) => withProxy(present, { use: 'ie' }));
    const before = await readFile(settingsPath(places), 'utf8');
    expect(await (await start()).news()).toBeUndefined();
    expect(await readFile(settingsPath(places), 'utf8')).toBe(before);
  });

  it('does it again where a kill left no settings', async () => {
    const { places, start } = await upgrade({ ini: writeIni() });
    await writeFile(join(places.data, '.0123456789ab.tmp'), '{"formatVersion":2,"userId":"KJ');
    await start();
    expect(await readSettings(settingsPath(places))).toMatchObject({ userId: 'KJ131312345678' });
  });

  it('changes nothing of what Ver.8 left', async () => {
    const ini = writeIni();
    const { places, start } = await upgrade({ ini });
    await (await start()).confirmNews();
    expect(await readdir(ver8Folder(places))).toEqual(['DENSO8.INI']);
    expect(await readFile(join(ver8Folder(places), 'DENSO8.INI'), 'latin1')).toBe(ini);
  });
});

describe('when there are settings already', () => {
  it.each(['{"formatVersion":2}', '{"formatVersion":1,"userId":"KJ139999999999"}', '{', ''])('leaves them as they are: %s', async (text) => {
    const { places, start } = await upgrade({ ini: writeIni() });
    await writeFile(settingsPath(places), text);
    await start();
    expect(await readFile(settingsPath(places), 'utf8')).toBe(text);
  });
});

describe('when the settings of Ver.8 cannot be read', () => {
  it.each([
    ['broken', Uint8Array.of(0x5b, 0x83, 0x00)],
    ['far too long', `${writeIni()};${'x'.repeat(70_000)}`],
    ['of zeros', new Uint8Array(300)],
  ])('keeps the default settings, writes nothing, and says so: a file that is %s', async (_what, ini) => {
    const { places, start } = await upgrade({ ini });
    const ver8 = await start();
    expect(await readSettings(settingsPath(places))).toBe(noSettings);
    expect(await ver8.news()).toEqual({ fault: 'S-257' });
    expect(await readFile(logPath(places), 'utf8')).toContain(' ver8-settings-refused code="S-257"');
    await expect(readFile(settingsPath(places))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('takes a folder of that name for a file that cannot be read', async () => {
    const { places, start } = await upgrade({});
    await mkdir(join(ver8Folder(places), 'DENSO8.INI'));
    expect(await (await start()).news()).toEqual({ fault: 'S-257' });
  });

  it('takes over from a file that was mended before the next start', async () => {
    const { places, start } = await upgrade({ ini: '' });
    await start();
    await leaveVer8(places, { ini: writeIni() });
    expect(await (await start()).news()).toEqual({ userId: 'taken', proxy: 'direct' });
  });

  it('says no more of it when settings were made by hand, or the news was confirmed', async () => {
    const { places, start } = await upgrade({ ini: '' });
    const ver8 = await start();
    await changeSettings(settingsPath(places), (present) => withProxy(present, { use: 'direct' }));
    expect(await ver8.news()).toBeUndefined();
    await rm(settingsPath(places));
    await (await start()).confirmNews();
    expect(await (await start()).news()).toBeUndefined();
    expect(await written(places)).toEqual({ formatVersion: 2 });
  });
});

describe('when Ver.8 left nothing', () => {
  it('starts as on a new PC', async () => {
    const places = locatePlaces({ platform: 'linux', env: {}, bundleDir: '', home: await makeTempFolder() });
    const ver8 = new Ver8(places, openLog(logPath(places), fixedClock('2021-04-01T00:00:00Z')));
    await ver8.takeOver();
    expect(await Promise.all([ver8.news(), ver8.hasCertificate(), ver8.hasRecords(), ver8.records()])).toEqual([undefined, false, false, undefined]);
    await expect(ver8.readCertificate()).rejects.toMatchObject({ code: 'C-722' });
    await expect(readdir(places.data)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('when the first start is a command', { timeout: 60_000 }, () => {
  let pki: TestPki;
  beforeAll(async () => {
    pki = await createTestPki();
  });
  afterAll(() => pki.remove());

  it('takes over the settings with `status` too', async () => {
    const { program } = await makeHome(await makeTempFolder(), { reception: { host: 'localhost', port: 1 }, trust: pki.trust });
    const places = locatePlaces({ platform: 'linux', env: {}, bundleDir: '', home: program });
    await leaveVer8(places, { ini: writeIni({ proxy: 'proxy.example:8080' }) });
    expect(await startClient('status', '--json', '--home', program).ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await readSettings(settingsPath(places))).toMatchObject({ userId: 'KJ131312345678', proxy: { use: 'manual', host: 'proxy.example', port: 8080 } });
  });
});
