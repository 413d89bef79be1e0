import { cp, mkdir, mkdtemp, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPc, type Pc } from '@togo/wine-lab';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useEverything } from '../client/everything-written.ts';
import {
  dataFolder, exitCodes, installSilently, launcher, programFolder, runningClient, startMenu, textOf, uninstallInPlace, uninstallKey, uninstallSilently,
} from './facility-pc.ts';
import { standInInstaller } from './stand-in.ts';

const minute = 60_000;

describe('when the client is uninstalled', { timeout: 2 * minute }, () => {
  let pc: Pc;
  let installers: readonly string[];

  beforeAll(async () => {
    installers = [await standInInstaller({ version: '9.0.0' }), await standInInstaller({ version: '9.1.0' })];
  }, 4 * minute);
  beforeEach(async () => {
    pc = await createPc({ persona: 'win10' });
    for (const installer of installers) await installSilently(pc, installer);
    await pc.write(`${dataFolder}\\settings.json`, '{"kept":true}');
    await pc.write(`${dataFolder}\\logs\\client.log`, 'x\n');
  });
  afterEach(() => pc.dispose());

  it('removes every version, the Start menu and the registry entry, and leaves only user data', async () => {
    const report = await uninstallSilently(pc);
    expect(report.exitCode).toBe(0);
    expect(pc.exists(programFolder)).toBe(false);
    expect(pc.exists(startMenu)).toBe(false);
    expect((await pc.registry()).values(uninstallKey)).toBeUndefined();
    expect(await textOf(pc, `${dataFolder}\\settings.json`)).toBe('{"kept":true}');
    expect((await pc.list(`${dataFolder}\\logs`))).toContain('client.log');
  });

  it('removes the listed user data when asked, and nothing that it does not know', async () => {
    await pc.write(`${dataFolder}\\家計簿.txt`, 'mine');
    const report = await uninstallSilently(pc, ['/PURGE']);
    expect(report.exitCode).toBe(0);
    expect(await pc.list(dataFolder)).toEqual(['家計簿.txt']);
  });

  it('removes everything that the real client writes, and what a power cut leaves of its writing, when asked', async () => {
    await useEverything((data) => cp(data, pc.hostPath(dataFolder), { recursive: true, force: true }));
    const [certificate] = (await pc.list(`${dataFolder}\\certificates`)).filter((name) => name.length === 64);
    const cutOff = ['', '\\certificates', `\\certificates\\${certificate ?? ''}`].map((folder) => `${folder}\\.0123456789ab.tmp`);
    for (const path of [...cutOff, '\\outbox.sqlite.migrating', '\\outbox.sqlite-journal']) await pc.write(`${dataFolder}${path}`, 'half');
    const report = await uninstallSilently(pc, ['/PURGE']);
    expect(report.exitCode).toBe(0);
    expect(pc.exists(dataFolder) ? await pc.list(dataFolder) : []).toEqual([]);
  });

  it('knows a certificate by its whole name, and goes through no link to one', async () => {
    const victim = await mkdtemp(join(tmpdir(), 'togo-victim-'));
    await writeFile(join(victim, 'key.pem'), 'precious');
    const mine = [`${'a'.repeat(63)}\\key.pem`, `${'g'.repeat(64)}\\key.pem`, `${'a'.repeat(64)}\\memo.txt`, '.0123456789ag.tmp', 'x0123456789ab.tmp'];
    for (const name of mine) await pc.write(`${dataFolder}\\certificates\\${name}`, 'mine');
    await symlink(victim, join(pc.hostPath(`${dataFolder}\\certificates`), 'b'.repeat(64)));
    await uninstallSilently(pc, ['/PURGE']);
    for (const name of mine) expect(await textOf(pc, `${dataFolder}\\certificates\\${name}`)).toBe('mine');
    expect(await readFile(join(victim, 'key.pem'), 'utf8')).toBe('precious');
  });

  it('leaves files that it did not install', async () => {
    await pc.write(`${programFolder}\\versions\\9.0.0\\mine.txt`, 'mine');
    await uninstallSilently(pc);
    expect(await pc.list(`${programFolder}\\versions\\9.0.0`)).toEqual(['mine.txt']);
    expect(await pc.list(programFolder)).toEqual(['versions']);
  });

  it('does not follow a link out of the install folder', async () => {
    const victim = await mkdtemp(join(tmpdir(), 'togo-victim-'));
    await mkdir(join(victim, 'photos'));
    await writeFile(join(victim, 'photos', 'a.txt'), 'precious');
    const versions = pc.hostPath(`${programFolder}\\versions`);
    await rename(join(versions, '9.0.0'), join(versions, '9.0.0-moved'));
    await symlink(victim, join(versions, '9.0.0'));
    await uninstallSilently(pc);
    expect(await readFile(join(victim, 'photos', 'a.txt'), 'utf8')).toBe('precious');
  });

  it('believes no list that names files outside the install folder', async () => {
    await pc.write('C:\\precious.txt', 'precious');
    const list = ['..\\..\\precious.txt', 'versions\\..\\..\\..\\precious.txt', 'C:\\precious.txt', 'versions\\9.0.0\\*', ''];
    await pc.write(`${programFolder}\\versions\\9.0.0\\files.lst`, list.join('\r\n'));
    const report = await uninstallInPlace(pc);
    expect(report.exitCode).toBe(exitCodes.uninstallIncomplete);
    expect(report.stderr).toContain('I-431');
    expect(await textOf(pc, 'C:\\precious.txt')).toBe('precious');
  });

  it('does not start while the client runs', async () => {
    await pc.write(`${programFolder}\\versions\\9.1.0\\client.mjs`, runningClient('exit 2'));
    const client = await pc.start(launcher, ['check']);
    const report = await uninstallInPlace(pc);
    expect(report).toMatchObject({ exitCode: exitCodes.clientRunning, stderr: expect.stringContaining('I-406') });
    expect(pc.exists(launcher)).toBe(true);
    await client.stop();
  });
});
