import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPc, type Pc } from '@togo/wine-lab';
import { workspaceRoot } from '@togo/workspace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutRelease, type CutRelease } from '../../src/cut-release.ts';
import { dataFolder, installFolder, startScreens } from './installed.ts';

const minute = 60_000;
const legacyData = join(workspaceRoot, 'tools/upgrade-lab/legacy/data');
const ver8Folder = 'C:\\KaigoDenso8';
const ver8Key = 'HKEY_LOCAL_MACHINE\\Software\\Wow6432Node\\KaigoDenso8';

describe('when 9.1.0 is installed where Ver.8 was in use', { timeout: 3 * minute }, () => {
  let release: CutRelease;
  let pc: Pc;

  beforeAll(async () => {
    release = await cutRelease('9.1.0');
    pc = await createPc({ persona: 'win81' });
    for (const name of await readdir(legacyData)) await pc.write(`${ver8Folder}\\${name}`, await readFile(join(legacyData, name)));
    await pc.write(`${ver8Folder}\\DENSO8.EXE`, 'Ver.8');
    await pc.write(`${ver8Folder}\\4月分.CSV`, 'the facility wrote this');
    await pc.importRegistry(`[${ver8Key}]\n"InstallDir"="C:\\\\KaigoDenso8"\n"Version"="8.3.1"`);
  }, 5 * minute);

  afterAll(async () => {
    await pc?.dispose();
    await release?.remove();
  });

  it('takes Ver.8 away, and leaves what the facility keeps in its folder', async () => {
    const installed = await pc.run(release.installer, ['/S']);
    expect(installed).toMatchObject({ exitCode: 0, processes: [] });
    expect(await pc.list(ver8Folder)).toEqual(['4月分.CSV']);
    expect(installed.registry.removed.filter((path) => path.includes('KaigoDenso8'))).not.toEqual([]);
  });

  it('starts with the settings of Ver.8, says so, and shows what was sent with it', async () => {
    await using screens = await startScreens(pc);
    const settings = JSON.parse((await pc.read(`${dataFolder}\\settings.json`)).toString()) as Record<string, unknown>;
    expect(settings).toMatchObject({ userId: 'KJ131312345678', ver8: { userId: 'taken' } });
    await screens.page.goto(`${screens.origin}/settings`);
    expect(await screens.page.innerText('main')).toContain('Ver.8 の設定を引き継ぎました');
    await screens.page.goto(`${screens.origin}/results/ver8`);
    expect(await screens.page.locator('tbody tr').count()).toBe(5);
    expect(await screens.page.innerText('main')).toContain('R-588');
  });

  it('keeps its files as they came', async () => {
    for (const name of await readdir(legacyData)) {
      expect((await pc.read(`${dataFolder}\\ver8\\${name}`)).equals(await readFile(join(legacyData, name))), name).toBe(true);
    }
    expect(pc.exists(`${installFolder}\\denso.exe`)).toBe(true);
  });
});
