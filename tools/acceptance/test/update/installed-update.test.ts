import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashFile } from '@togo/foundation/files';
import { run } from '@togo/foundation/run';
import { createPc, type Desktop, type Pc } from '@togo/wine-lab';
import { workspaceRoot } from '@togo/workspace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSite, type RunningSite } from '../../src/serve.ts';
import { currentVersion, exitCodes, installSilently, launcher, programFolder } from '../installer/facility-pc.ts';
import { button } from '../installer/wizard.ts';
import { startScreens } from '../release/installed.ts';

const minute = 60_000;
const downloaded = 'C:\\users\\jimu\\AppData\\Local\\KaigoDenso\\updates\\9.1.0\\TogoUpdate-9.1.0.exe';
let dist: string;
let site: RunningSite;
let pc: Pc;
let desktop: Desktop;

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'togo-dist-'));
  for (const version of ['9.0.0', '9.1.0']) await run(join(workspaceRoot, 'togo'), ['cut', version, '--dist', dist]);
  site = await startSite(dist);
  pc = await createPc({ persona: 'win10' });
  desktop = await pc.desktop();
  await installSilently(pc, join(dist, '9.0.0/TogoInstaller-9.0.0.exe'));
}, 8 * minute);
afterAll(async () => {
  await pc?.dispose();
  await site?.stop();
  await rm(dist, { recursive: true, force: true });
});

describe('when 9.0.0 is installed and 9.1.0 is published', { timeout: 5 * minute }, () => {
  it('the installed client knows whom to ask, downloads the update, opens it, ends for it, and is 9.1.0 afterwards', async () => {
    const origin = `${programFolder}\\versions\\9.0.0\\origin.json`;
    expect(JSON.parse((await pc.read(origin)).toString())).toEqual({ formatVersion: 1, url: 'https://download.kaigo.example/denso/' });
    // The one thing that is not as it was cut: a server on this machine has another name and port.
    await pc.write(origin, JSON.stringify({ formatVersion: 1, url: site.site }));
    await using screens = await startScreens(pc);
    const { page } = screens;
    const heading = (name: string): Promise<void> => page.getByRole('heading', { name, level: 1 }).waitFor({ timeout: minute });
    await page.goto(`${screens.origin}/update`);
    await page.getByRole('button', { name: '更新を確認する' }).click();
    await heading('新しい版があります: Ver.9.1.0');
    await page.getByRole('button', { name: 'ダウンロードする' }).click();
    await heading('Ver.9.1.0 をインストールできます');
    expect(await hashFile(pc.hostPath(downloaded))).toBe(await hashFile(join(dist, '9.1.0/TogoUpdate-9.1.0.exe')));
    await page.getByRole('button', { name: 'インストールを始める' }).click();
    await heading('Ver.9.1.0 のインストーラを開きました');
    await desktop.waitForText('かかる時間は');
    await desktop.key('Return');
    await desktop.waitForText('どの作業が必要ですか');
    await desktop.key('Return');
    const inTheWay = await desktop.waitForText('介護伝送ソフトを終了する');
    await desktop.click(button(inTheWay, '介護伝送ソフトを終了する'));
    await desktop.waitForText('インストールできます。');
    await desktop.key('Return');
    await desktop.waitForText('この版がこのパソコンで動くことを確認しました。', minute);
    await desktop.key('Return');
    expect(await currentVersion(pc)).toBe('9.1.0');
  });
});

describe('when what was downloaded is opened by the launcher', { timeout: minute }, () => {
  const open = async (...words: string[]) => pc.run(launcher, ['--install', ...words], { until: 'main' });
  const copy = 'C:\\users\\jimu\\TogoUpdate-9.1.0.exe';

  it('it is not where one bit is another one than was signed', async () => {
    const path = join(dist, '9.1.0/TogoUpdate-9.1.0.exe');
    await pc.write(copy, Buffer.concat([await readFile(path), Buffer.from([0])]));
    const refused = await open(await hashFile(path), copy);
    expect(refused.exitCode).toBe(exitCodes.installerDiffers);
    expect(refused.stderr).toContain('介護伝送ソフトの更新のファイルが変わっています(I-458)');
    expect(refused.processes).toEqual([]);
  });

  it.each([
    ['that is not there', ['0'.repeat(64), 'C:\\nowhere.exe']],
    ['without a hash', [copy]],
    ['by a relative path', ['0'.repeat(64), 'denso.exe']],
    ['that is no program', ['0'.repeat(64), 'C:\\windows\\win.ini']],
  ])('nothing is opened %s', async (_what, words) => {
    const refused = await open(...words);
    expect(refused.exitCode).toBe(exitCodes.installerNotOpened);
    expect(refused.stderr).toContain('(I-459)');
  });
});
