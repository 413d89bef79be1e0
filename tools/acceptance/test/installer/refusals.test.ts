import { copyFile, mkdtemp, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPc, type Pc } from '@togo/wine-lab';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { currentVersion, dataFolder, exitCodes, installSilently, lasting, launcher, programFolder, runningClient, textOf, under } from './facility-pc.ts';
import { standInInstaller } from './stand-in.ts';

const minute = 60_000;
let good: string;
let pc: Pc;

beforeAll(async () => {
  good = await standInInstaller({ version: '9.1.0' });
}, 4 * minute);

describe('when the PC is not ready', { timeout: 2 * minute }, () => {
  beforeEach(async () => {
    pc = await createPc({ persona: 'win10' });
  });
  afterEach(() => pc.dispose());

  it('refuses a folder of the caller\'s choice and creates nothing', async () => {
    const report = await installSilently(pc, good, [], { rawTail: '/D=C:\\users\\Public\\KaigoDenso' });
    expect(report.exitCode).toBe(exitCodes.folderUnusable);
    expect(report.stderr).toContain('I-409');
    expect(lasting(report)).toEqual([]);
  });

  it('refuses a Windows before 8.1', async () => {
    await pc.importRegistry('[HKEY_CURRENT_USER\\Software\\Wine]\n"Version"="win7"');
    await pc.shutdown();
    const report = await installSilently(pc, good);
    expect(report.exitCode).toBe(exitCodes.windowsTooOld);
    expect(under(programFolder, report.files.added)).toEqual([]);
  });

  it('refuses when the disk is too full, with both sizes', async () => {
    const report = await installSilently(pc, await standInInstaller({ version: '9.1.0', extraBytes: 2 ** 50 }));
    expect(report.exitCode).toBe(exitCodes.notEnoughSpace);
    expect(report.stderr).toMatch(/1073\d{6} MB の空きが必要ですが、空きは \d+ MB です/);
    expect(lasting(report)).toEqual([]);
  });

  it('refuses a log that cannot be written', async () => {
    const report = await installSilently(pc, good, ['/LOG=C:\\no such folder\\log.txt']);
    expect(report.exitCode).toBe(exitCodes.logUnwritable);
    expect(lasting(report)).toEqual([]);
  });

  it('refuses while the client runs, and installs once it has ended', async () => {
    await installSilently(pc, await standInInstaller({ version: '9.0.0' }));
    await pc.write(`${programFolder}\\versions\\9.0.0\\client.mjs`, runningClient('exit 2'));
    const client = await pc.start(launcher, ['check']);
    const busy = await installSilently(pc, good);
    expect(busy.exitCode).toBe(exitCodes.clientRunning);
    expect(busy.stderr).toContain('介護伝送ソフトが動いています (I-406)');
    expect(busy.stderr).toContain('終了するように求めましたが、応答がありません。');
    expect(await currentVersion(pc)).toBe('9.0.0');
    await client.stop();
    expect((await installSilently(pc, good)).exitCode).toBe(0);
  });

  it('lets only one of two installers work', async () => {
    const slow = await standInInstaller({ version: '9.0.0', client: ['say {"ok":true,"version":"9.0.0"}', 'wait 3000'] });
    const first = await pc.start(slow, ['/S']);
    await expect.poll(() => pc.exists(`${programFolder}\\journal\\self-check.json`), { timeout: minute }).toBe(true);
    const second = await installSilently(pc, good);
    expect(second.exitCode).toBe(exitCodes.anotherSetup);
    expect((await first.waitUntil('all', minute)).exitCode).toBe(0);
    expect(await currentVersion(pc)).toBe('9.0.0');
  });
});

describe('when the new version does not prove itself', { timeout: 2 * minute }, () => {
  beforeAll(async () => {
    pc = await createPc({ persona: 'win10' });
    await installSilently(pc, await standInInstaller({ version: '9.0.0' }));
    await pc.write(`${dataFolder}\\settings.json`, '{"kept":true}');
  }, 2 * minute);
  afterAll(() => pc.dispose());

  const say = (ok: boolean, version: string): string => `say {"formatVersion":1,"ok":${ok},"version":"${version}"}`;

  it.each([
    ['its self-check fails', [say(true, '9.1.0'), 'exit 1']],
    ['it ends well but says nothing', ['exit 0']],
    ['it ends well but says that it is not', [say(false, '9.1.0')]],
    ['it is another version', [say(true, '9.0.9')]],
  ])('keeps the old one as it was when %s', async (_, client) => {
    const report = await installSilently(pc, await standInInstaller({ version: '9.1.0', client }));
    expect(report.exitCode).toBe(exitCodes.selfCheckFailed);
    expect(report.stderr).toContain('(I-413)');
    expect(report.stderr).toContain('追加したものは元に戻しました。');
    expect(lasting(report).filter((name) => !name.startsWith(`${dataFolder}\\logs\\install\\`))).toEqual([]);
    expect(await currentVersion(pc)).toBe('9.0.0');
    expect((await pc.run(launcher, ['--version'])).stdout).toContain('"version":"9.0.0"');
  });

  it('keeps the old one as it was when a file is not what was released', async () => {
    const report = await installSilently(pc, await standInInstaller({ version: '9.1.0', damaged: true }));
    expect(report.exitCode).toBe(exitCodes.payloadDamaged);
    expect(lasting(report).filter((name) => !name.startsWith(`${dataFolder}\\logs\\install\\`))).toEqual([]);
    expect(await currentVersion(pc)).toBe('9.0.0');
  });

  it('notices a single changed bit in the installer and changes nothing', async () => {
    const broken = join(await mkdtemp(join(tmpdir(), 'togo-bit-')), 'TogoInstaller-9.1.0.exe');
    await copyFile(good, broken);
    const file = await open(broken, 'r+');
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, 400_000);
    await file.write(Buffer.from([(byte[0] ?? 0) ^ 4]), 0, 1, 400_000);
    await file.close();
    const report = await installSilently(pc, broken);
    expect(report.exitCode).toBe(2);
    expect(lasting(report)).toEqual([]);
  });
});

describe('when an installation is killed', { timeout: 3 * minute }, () => {
  beforeAll(async () => {
    pc = await createPc({ persona: 'win10' });
    await installSilently(pc, await standInInstaller({ version: '9.0.0' }));
  }, 2 * minute);
  afterAll(() => pc.dispose());

  it('leaves the old version working, and the next run completes without leftovers', async () => {
    const slow = await standInInstaller({ version: '9.1.0', client: ['say {"ok":true,"version":"9.1.0"}', 'wait 20000'] });
    const program = await pc.start(slow, ['/S']);
    await expect.poll(() => pc.exists(`${programFolder}\\journal\\self-check.json`), { timeout: minute }).toBe(true);
    await program.stop();
    expect(await textOf(pc, `${programFolder}\\journal\\journal.txt`)).toContain('add versions\\9.1.0\\client.mjs');
    expect((await pc.run(launcher, ['--version'])).stdout).toContain('"version":"9.0.0"');
    const report = await installSilently(pc, good);
    expect(report.exitCode).toBe(0);
    expect(pc.exists(`${programFolder}\\journal`)).toBe(false);
    expect((await pc.run(launcher, ['--version'])).stdout).toContain('"version":"9.1.0"');
  });
});
