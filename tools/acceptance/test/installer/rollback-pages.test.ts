import { createPc, type Pc } from '@togo/wine-lab';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentVersion, exitCodes, installSilently, launcher, programFolder, uninstaller } from './facility-pc.ts';
import { standInInstaller } from './stand-in.ts';
import { findButton, says } from './wizard.ts';

const minute = 60_000;
let pc: Pc;

describe('when a clerk asks for the previous version', { timeout: 3 * minute }, () => {
  beforeEach(async () => {
    pc = await createPc({ persona: 'win10' });
    for (const version of ['9.0.0', '9.1.0']) await installSilently(pc, await standInInstaller({ version }));
  }, 4 * minute);
  afterEach(() => pc.dispose());

  it('is offered it first when uninstalling, told what it means, and led by the keyboard to the end', async () => {
    const desktop = await pc.desktop();
    const program = await desktop.start(uninstaller);
    const choice = await desktop.waitForText('前の版(9.0.0)に戻す');
    expect(choice.title).toBe('介護伝送ソフトのアンインストール');
    await desktop.key('Return');
    const page = await desktop.waitForText('介護伝送ソフトを 9.1.0 から 9.0.0 に戻します。');
    expect(page.title).toBe('介護伝送ソフトを前の版に戻す');
    expect(findButton(page, '戻る')).toBeDefined();
    await desktop.key('Return');
    const done = await desktop.waitForText('介護伝送ソフト 9.0.0 に戻しました');
    expect(says(done, '[接続確認]をしてください。')).toBe(true);
    await desktop.key('Return');
    expect(await program.waitUntil('all', minute)).toMatchObject({ processes: [] });
    expect(await currentVersion(pc)).toBe('9.0.0');
  });

  it('can still choose to uninstall', async () => {
    const desktop = await pc.desktop();
    const program = await desktop.start(uninstaller);
    await desktop.waitForText('前の版(9.0.0)に戻す');
    await desktop.key('Down', 'Return');
    await desktop.waitForText('設定・請求情報・記録も消す');
    await desktop.key('Return');
    await desktop.waitForText('介護伝送ソフトを取り除きました');
    await desktop.key('Return');
    await program.waitUntil('all', minute);
    expect(pc.exists(programFolder)).toBe(false);
  });

  it('gets the page from the launcher too, which hands over to the uninstaller in Program Files and returns', async () => {
    const desktop = await pc.desktop();
    const report = await pc.run(launcher, ['--rollback']);
    expect(report.exitCode).toBe(0);
    expect(report.processes.map(({ image }) => image)).toEqual([uninstaller]);
    const page = await desktop.waitForText('介護伝送ソフトを 9.1.0 から 9.0.0 に戻します。');
    expect(findButton(page, '戻る')).toBeUndefined();
    await desktop.key('Escape');
    await expect.poll(() => desktop.windows(), { timeout: minute }).toEqual([]);
    expect(await currentVersion(pc)).toBe('9.1.0');
  });

  it('gets no administrator rights for a program in a folder of the user', async () => {
    const elsewhere = 'C:\\users\\Public\\KaigoDenso';
    for (const name of ['denso.exe', 'uninstall.exe']) await pc.write(`${elsewhere}\\${name}`, await pc.read(`${programFolder}\\${name}`));
    const report = await pc.run(`${elsewhere}\\denso.exe`, ['--rollback']);
    expect(report).toMatchObject({ exitCode: exitCodes.rollbackNotOpened, stderr: expect.stringContaining('(I-457)'), processes: [] });
  });
});
