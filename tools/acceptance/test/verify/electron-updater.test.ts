import { copyFile, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashFile } from '@togo/foundation/files';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cutRelease, type CutRelease } from '../../src/cut-release.ts';
import { serveFiles, type StaticServer } from './static-server.ts';
import { makeUpdater } from './updater.ts';

const minute = 60_000;
const installerName = 'TogoInstaller-9.1.0.exe';
/** Both releases have the same runtime, which is nearly all of an installer. */
const differentialShare = 0.2;

let before: CutRelease;
let release: CutRelease;
/** What a static host has: all of 9.1.0, and what there was of 9.0.0. */
let files: Map<string, Buffer>;
let server: StaticServer;
let folder: string;

beforeAll(async () => {
  before = await cutRelease('9.0.0');
  release = await cutRelease('9.1.0');
}, 10 * minute);

afterAll(async () => {
  await before?.remove();
  await release?.remove();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-updater-'));
  files = new Map();
  for (const name of ['latest.yml', installerName, `${installerName}.blockmap`]) files.set(name, await readFile(join(release.dir, name)));
  files.set('TogoInstaller-9.0.0.exe.blockmap', await readFile(join(before.dir, 'TogoInstaller-9.0.0.exe.blockmap')));
  server = await serveFiles(files);
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const sent = (): number => server.served.filter(({ path }) => path === installerName).reduce((sum, { bytes }) => sum + bytes, 0);

/** Flips a bit in the middle of the installer on the server. */
function tamper(): void {
  const bytes = Buffer.from(files.get(installerName) ?? []);
  const middle = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  files.set(installerName, bytes);
}

describe('when electron-updater reads our files', () => {
  it('finds the version in latest.yml, and downloads the installer that it names', async () => {
    const { updater } = await makeUpdater(server.url, '9.0.0', folder);
    updater.disableDifferentialDownload = true;
    const found = await updater.checkForUpdates();
    expect(found?.updateInfo).toMatchObject({ version: '9.1.0', path: installerName, releaseDate: '2021-03-12T01:00:00.000Z' });
    const [downloaded = ''] = await updater.downloadUpdate();
    expect(await hashFile(downloaded)).toBe(await hashFile(release.installer));
    expect(sent()).toBe(files.get(installerName)?.length);
  });

  it('has nothing to do where that version is installed', async () => {
    const { updater } = await makeUpdater(server.url, '9.1.0', folder);
    expect(await updater.checkForUpdates()).toMatchObject({ isUpdateAvailable: false });
    expect(server.served.map(({ path }) => path)).toEqual(['latest.yml']);
  });

  it('fetches only the blocks that 9.0.0 does not have, and ends with the same bytes', async () => {
    const { updater, cache } = await makeUpdater(server.url, '9.0.0', folder);
    await copyFile(before.installer, join(cache, 'installer.exe'));
    await updater.checkForUpdates();
    const [downloaded = ''] = await updater.downloadUpdate();
    expect(await hashFile(downloaded)).toBe(await hashFile(release.installer));
    const asked = server.served.filter(({ path }) => path === installerName);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.every(({ isRange }) => isRange)).toBe(true);
    expect(sent()).toBeLessThan((files.get(installerName)?.length ?? 0) * differentialShare);
  });

  it('refuses an installer with one bit changed, and keeps nothing of it', async () => {
    tamper();
    const { updater, cache } = await makeUpdater(server.url, '9.0.0', folder);
    updater.disableDifferentialDownload = true;
    await updater.checkForUpdates();
    await expect(updater.downloadUpdate()).rejects.toMatchObject({ code: 'ERR_CHECKSUM_MISMATCH' });
    expect((await readdir(cache, { recursive: true })).filter((name) => name.endsWith('.exe'))).toEqual([]);
  });

  it('refuses blocks of another file as well', async () => {
    files.set(installerName, Buffer.from((files.get(installerName) ?? Buffer.alloc(0)).map((byte) => byte ^ 0xff)));
    const { updater, cache } = await makeUpdater(server.url, '9.0.0', folder);
    await copyFile(before.installer, join(cache, 'installer.exe'));
    await updater.checkForUpdates();
    await expect(updater.downloadUpdate()).rejects.toMatchObject({ code: 'ERR_CHECKSUM_MISMATCH' });
    expect(await readdir(cache)).toContain('installer.exe');
    expect((await readdir(join(cache, 'pending'))).filter((name) => name.endsWith('.exe'))).toEqual([]);
  });
}, 5 * minute);
