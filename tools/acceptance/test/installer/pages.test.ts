import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPc, type Desktop, type Pc, type RunningProgram } from '@togo/wine-lab';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cutOff, dotsPerInch, onScreen, pictureFolder } from '../checker/display.ts';
import { currentVersion, dataFolder, exitCodes, installSilently, launcher, programFolder, runningClient } from './facility-pc.ts';
import { standInInstaller } from './stand-in.ts';
import { button, findButton, openAt, says, startInstallation } from './wizard.ts';

const minute = 60_000;
let folder = '';
let installer: string;
let pc: Pc;
let desktop: Desktop;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-pages-'));
  installer = await standInInstaller({ version: '9.1.0' });
}, 4 * minute);
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  pc = await createPc({ persona: 'win10' });
  desktop = await pc.desktop();
});
afterEach(() => pc.dispose());

const end = async (program: RunningProgram): Promise<number> => (await program.waitUntil('all', minute)).exitCode;

describe('when a clerk uses the installer with the keyboard alone', { timeout: 3 * minute }, () => {
  it('leads from the welcome page to the finished installation', async () => {
    const program = await desktop.start(installer);
    const welcome = await desktop.waitForText('かかる時間は約2分です');
    expect(welcome.title).toBe('統合インストーラ 9.1.0');
    expect(says(welcome, '・電子請求受付システムとの通信は、TLS 1.2 だけになります。')).toBe(true);
    expect(says(welcome, 'テスト署名')).toBe(true);
    await desktop.key('Return');
    await desktop.waitForText('どの作業が必要ですか');
    await desktop.key('Return');
    const checks = await desktop.waitForText('インストールできます。');
    for (const line of ['Windows: Windows 10', 'インストール済みの版: なし → 9.1.0 を入れます', 'ディスクの空き: ', '動いている介護伝送ソフト・インストーラ: なし', '請求期間(毎月1日から10日まで): ']) {
      expect(says(checks, line)).toBe(true);
    }
    await desktop.key('Return');
    const folder = await desktop.waitForText('安全のため、場所は決められています。');
    expect(folder.controls.filter(({ kind }) => kind === 'Edit').map(({ text }) => text)).toEqual([programFolder, dataFolder]);
    expect(folder.controls.some(({ text }) => text.includes('参照'))).toBe(false);
    await desktop.key('Return');
    const result = await desktop.waitForText('この版がこのパソコンで動くことを確認しました。');
    expect(says(result, '介護伝送ソフト 9.1.0 を入れました')).toBe(true);
    expect(result.controls.find(({ kind }) => kind === 'Edit')?.text).toBe('この版のお知らせです。\r\n二行目です。\r\n');
    await desktop.key('Return');
    expect(await program.waitUntil('all', minute)).toMatchObject({ exitCode: 0, processes: [] });
    expect(await currentVersion(pc)).toBe('9.1.0');
  });

  it('asks before it is left, and leaves nothing', async () => {
    const program = await openAt(desktop, installer, 'own');
    await desktop.waitForText('インストールできます。');
    await desktop.key('Escape');
    await desktop.waitForText('インストールをやめますか?');
    await desktop.key('alt+n');
    await desktop.waitForText('インストールできます。');
    await desktop.key('Escape');
    await desktop.waitForText('インストールをやめますか?');
    await desktop.key('alt+y');
    expect(await end(program)).toBe(1);
    expect(pc.exists(programFolder)).toBe(false);
  });
});

describe('when the facility is another case of the notice', { timeout: 2 * minute }, () => {
  it.each([
    ['vendor', 'お使いのソフトの問合せ窓口へご確認ください', exitCodes.otherVendor],
    ['agent', 'この事業所での作業は発生しません', exitCodes.delegated],
  ] as const)('is told what to do and nothing is installed: %s', async (case_, words, exitCode) => {
    const before = await pc.snapshot();
    const program = await openAt(desktop, installer, case_);
    const page = await desktop.waitForText(words);
    expect(says(page, 'このパソコンには何もインストールしていません。')).toBe(true);
    await desktop.key('Return');
    expect(await end(program)).toBe(exitCode);
    const after = await pc.snapshot();
    expect([...after.files.keys()].filter((name) => !before.files.has(name) && !/\\Temp\\/i.test(name))).toEqual([]);
  });

  it('can choose again', async () => {
    const program = await openAt(desktop, installer, 'vendor');
    await desktop.waitForText('お使いのソフトの問合せ窓口へご確認ください');
    await desktop.key('alt+b');
    await desktop.waitForText('代理人や本部に、請求を委託(依頼)している');
    await desktop.key('Up', 'Return');
    await desktop.waitForText('インストールできます。');
    await program.stop();
  });
});

describe('when something is in the way', { timeout: 3 * minute }, () => {
  it('says what, does not go on, and looks again when asked', async () => {
    await installSilently(pc, await standInInstaller({ version: '9.0.0' }));
    await pc.write(`${programFolder}\\versions\\9.0.0\\client.mjs`, runningClient('exit 3'));
    const client = await pc.start(launcher, ['check']);
    const program = await openAt(desktop, installer, 'own');
    const page = await desktop.waitForText('I-406');
    expect(says(page, '介護伝送ソフトが動いています(I-406)')).toBe(true);
    expect(button(page, '次へ').enabled).toBe(false);
    await client.stop();
    await desktop.click(button(page, 'もう一度確認'));
    const ready = await desktop.waitForText('インストールできます。');
    expect(says(ready, 'インストール済みの版: 9.0.0 → 9.1.0 にします')).toBe(true);
    expect(button(ready, '次へ').enabled).toBe(true);
    await program.stop();
  });

  it('has a button that asks the client to end, says why it did not, and goes on once it did', async () => {
    await installSilently(pc, await standInInstaller({ version: '9.0.0' }));
    const client = `${programFolder}\\versions\\9.0.0\\client.mjs`;
    await pc.write(client, runningClient('exit 3'));
    const running = await pc.start(launcher, ['check']);
    const program = await openAt(desktop, installer, 'own');
    await desktop.waitForText('動いている間は、安全に入れ替えることができません。');
    await desktop.key('alt+q');
    const busy = await desktop.waitForText('請求情報を送受信しているため、介護伝送ソフトを終了していません。');
    await desktop.click(button(busy, 'もう一度確認'));
    const again = await desktop.waitForText('動いている間は、安全に入れ替えることができません。');
    await pc.write(client, `${runningClient('make C:\\asked-to-close')}for --count-waiting\nsay waiting 12\n`);
    await desktop.click(button(again, '介護伝送ソフトを終了する'));
    const ready = await desktop.waitForText('インストールできます。');
    expect(findButton(ready, '介護伝送ソフトを終了する')).toBeUndefined();
    expect(says(ready, '結果を待っている請求: 12 件 (結果は、このあとでも受け取れます)')).toBe(true);
    expect(await running.alive()).toEqual([]);
    await desktop.screenshot(join(pictureFolder(folder), 'installer-waiting.png'), ready);
    await program.stop();
  });

  it.each([
    [100, 96],
    [125, 120],
    [150, 144],
  ])('shows the whole page at %i %', async (percent, dots) => {
    await pc.importRegistry(dotsPerInch(dots));
    await pc.shutdown();
    desktop = await pc.desktop();
    await installSilently(pc, await standInInstaller({ version: '9.0.0' }));
    await pc.write(`${programFolder}\\versions\\9.0.0\\client.mjs`, runningClient('exit 4'));
    await pc.start(launcher, ['check']);
    const program = await openAt(desktop, installer, 'own');
    await desktop.waitForText('I-406');
    await desktop.key('alt+q');
    const page = await desktop.waitForText('ここからは終了できません。');
    expect(cutOff(page).filter(({ text }) => text !== '')).toEqual([]);
    await desktop.screenshot(join(pictureFolder(folder), `installer-running-${percent}.png`), onScreen(page, percent / 100));
    await program.stop();
  });

  it('refuses an older version in words, and closes with its exit code without asking', async () => {
    await installSilently(pc, installer);
    const program = await openAt(desktop, await standInInstaller({ version: '9.0.0' }), 'own');
    const page = await desktop.waitForText('I-407');
    expect(says(page, '古い版(9.0.0)に戻すことはできません。')).toBe(true);
    await desktop.key('Escape');
    expect(await end(program)).toBe(exitCodes.downgrade);
    expect(await currentVersion(pc)).toBe('9.1.0');
  });

  it('ends on a page that names the failure and what became of the PC', async () => {
    const program = await startInstallation(desktop, await standInInstaller({ version: '9.1.0', client: ['exit 1'] }));
    const page = await desktop.waitForText('I-413');
    expect(says(page, '新しい版がこのパソコンで動くことを確認できませんでした(I-413)')).toBe(true);
    expect(says(page, '追加したものは元に戻しました。')).toBe(true);
    await desktop.key('Return');
    expect(await end(program)).toBe(exitCodes.selfCheckFailed);
    expect(pc.exists(programFolder)).toBe(false);
  });
});

describe('when a clerk uninstalls', { timeout: 2 * minute }, () => {
  it('keeps the data unless the box is ticked', async () => {
    await installSilently(pc, installer);
    await pc.write(`${dataFolder}\\settings.json`, '{}');
    const program = await desktop.start(`${programFolder}\\uninstall.exe`);
    const page = await desktop.waitForText('設定・請求情報・記録も消す');
    expect(page.title).toBe('介護伝送ソフトのアンインストール');
    await desktop.key('Return');
    await desktop.waitForText('介護伝送ソフトを取り除きました');
    await desktop.key('Return');
    await program.waitUntil('all', minute);
    expect(pc.exists(programFolder)).toBe(false);
    expect(pc.exists(`${dataFolder}\\settings.json`)).toBe(true);
  });
});
