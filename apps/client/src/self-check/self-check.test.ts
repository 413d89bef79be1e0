import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '@togo/foundation';
import { createTestPki, type Peer, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeHome, version } from '../../test/home.ts';
import { ieSetupOf } from '../../test/ie-setup.ts';
import { startReception } from '../../test/receptions.ts';
import { makeTempFolder } from '../../test/temp-folder.ts';
import { locatePlaces, settingsPath, type Places } from '../places.ts';
import { selfCheck, type SelfCheckInput } from './self-check.ts';

let pki: TestPki;
let reception: Peer;
beforeAll(async () => {
  pki = await createTestPki();
  reception = await startReception(pki, 'TLSv1.2');
});
afterAll(() => Promise.all([reception.close(), pki.remove()]));

async function install(): Promise<SelfCheckInput & { places: Places }> {
  const { root, program, manifest } = await makeHome(await makeTempFolder(), { reception: { host: 'localhost', port: reception.port }, trust: pki.trust });
  const places = locatePlaces({ platform: 'linux', env: {}, bundleDir: '', home: program });
  const exe = join(root, ...(manifest.layers[0]?.target.split('\\') ?? []), 'node.exe');
  return { places, runtime: { node: '22.23.2', arch: 'ia32', exe }, bundledVersion: version, offline: false, ie: ieSetupOf(), clock: systemClock };
}

const failed = async (input: SelfCheckInput): Promise<string[]> => (await selfCheck(input)).checks.filter(({ ok }) => !ok).map(({ id }) => id);

describe('when an installed version checks itself', () => {
  it('finds everything as released, and the reception system with TLS 1.2', async () => {
    const result = await selfCheck(await install());
    expect(result).toMatchObject({ formatVersion: 1, ok: true, version });
    expect(result.checks.map(({ id }) => id)).toEqual(['release', 'version', 'files', 'runtime', 'trust', 'settings', 'data', 'handshake']);
    expect(result.checks.at(-1)?.detail).toMatch(/^T-100 localhost:\d+ connected TLSv1\.2/);
  });

  it('notices one byte too many, one file too few, one byte changed', async () => {
    const more = await install();
    await appendFile(join(more.places.program, 'notes.html'), ' ');
    expect(await failed(more)).toEqual(['files']);
    const less = await install();
    await rm(join(less.places.program, 'client.mjs'));
    expect(await failed(less)).toEqual(['files']);
    const other = await install();
    await writeFile(other.runtime.exe, 'stand-in for NODE.EXE');
    expect(await failed(other)).toEqual(['files', 'runtime']);
  });

  it('names the files that differ', async () => {
    const input = await install();
    await rm(join(input.places.program, 'client.mjs'));
    const { checks } = await selfCheck(input);
    expect(checks.find(({ id }) => id === 'files')?.detail).toMatch(/^1 of 4 files: .*client\.mjs: ENOENT$/);
  });

  it.each([{ node: '22.23.3' }, { arch: 'x64' }, { exe: process.execPath }])('refuses to run on %j', async (change) => {
    const input = await install();
    expect(await failed({ ...input, runtime: { ...input.runtime, ...change } })).toEqual(['runtime']);
  });

  it('notices a bundle of another version', async () => {
    expect(await failed({ ...(await install()), bundledVersion: '9.0.0' })).toEqual(['version']);
  });

  it('does not connect with broken settings, and says which checks that leaves', async () => {
    const input = await install();
    await mkdir(input.places.data);
    await writeFile(settingsPath(input.places), '{');
    expect(await failed(input)).toEqual(['settings', 'handshake']);
    expect(await failed({ ...input, offline: true })).toEqual(['settings']);
  });

  it('refuses the data of a newer version, and leaves it as it is', async () => {
    const input = await install();
    await mkdir(input.places.data);
    const path = join(input.places.data, 'outbox.sqlite');
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 99; CREATE TABLE entries (number)');
    database.close();
    const before = await readFile(path);
    const { checks } = await selfCheck(input);
    expect(checks.filter(({ ok }) => !ok)).toEqual([{ id: 'data', ok: false, detail: 'outbox.sqlite: expected version 1 or older, got 99' }]);
    expect(await readdir(input.places.data)).toEqual(['outbox.sqlite']);
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  it('does not refuse for data that no version can read', async () => {
    const input = await install();
    await mkdir(input.places.data);
    await writeFile(join(input.places.data, 'outbox.sqlite'), 'no database');
    const { checks } = await selfCheck(input);
    expect(checks.find(({ id }) => id === 'data')).toEqual({ id: 'data', ok: true, detail: 'outbox.sqlite: damaged' });
  });

  it('fails the handshake with a server of another TLS version, unless told to stay offline', async () => {
    const modern = await startReception(pki, 'TLSv1.3');
    const input = await install();
    await mkdir(input.places.data);
    await writeFile(settingsPath(input.places), JSON.stringify({ formatVersion: 1, reception: { host: 'localhost', port: modern.port } }));
    expect(await failed(input)).toEqual(['handshake']);
    expect(await failed({ ...input, offline: true })).toEqual([]);
    await modern.close();
  });

  it('has one answer when it cannot even read what it is', async () => {
    const input = await install();
    await rm(join(input.places.program, 'release.json'));
    expect(await selfCheck(input)).toMatchObject({ ok: false, version: null, checks: [{ id: 'release', ok: false }] });
  });
});
