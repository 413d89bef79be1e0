import { personas, createPc, type Pc, type RunReport } from '@togo/wine-lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentVersion, dataFolder, installSilently, launcher, lasting, programFolder, startMenu, textOf, under, uninstallKey } from './facility-pc.ts';
import { standInInstaller } from './stand-in.ts';

const minute = 60_000;
const runtimeFile = /^runtime\\[0-9a-f]{16}\\node\.exe$/;

describe.each(personas)('when the installer runs silently on a clean %s', { timeout: 2 * minute }, (persona) => {
  let pc: Pc;
  let installer: string;
  let first: RunReport;

  beforeAll(async () => {
    installer = await standInInstaller({ version: '9.1.0' });
    pc = await createPc({ persona });
    first = await installSilently(pc, installer, ['/LOG=C:\\記録 一.txt'], { env: { NODE_OPTIONS: '--require C:\\evil.cjs', TOGO_TEST: '1' } });
  }, 4 * minute);
  afterAll(() => pc.dispose());

  it('puts exactly the listed files under Program Files, and nothing is left of its own work', () => {
    expect(first).toMatchObject({ exitCode: 0, processes: [], stderr: '' });
    const files = under(programFolder, first.files.added);
    const layers = ['IESettingsCheck-9.1.0.exe', 'client.mjs', 'guide.html', 'notes.html', 'notes.txt', 'runtime', 'trust.json'];
    const versioned = [...layers, 'denso.exe', 'files.lst', 'release.json'].map((name) => `versions\\9.1.0\\${name}`);
    expect(files.filter((name) => !runtimeFile.test(name)).sort()).toEqual(['current', 'denso.exe', 'uninstall.exe', ...versioned].sort());
    expect(files.filter((name) => runtimeFile.test(name))).toHaveLength(1);
    expect(pc.exists(`${programFolder}\\journal`)).toBe(false);
  });

  it('changes nothing else but its data folder, the Start menu and its entry in the registry', () => {
    const places = [programFolder, dataFolder, startMenu, uninstallKey];
    const isOurs = (name: string): boolean => places.some((place) => name.startsWith(place) || name === place.slice(0, place.lastIndexOf('\\') + 1));
    const elsewhere = lasting(first).filter((name) => !isOurs(name));
    expect(elsewhere).toEqual(['C:\\記録 一.txt']);
  });

  it('makes this version the current one', async () => {
    expect(await currentVersion(pc)).toBe('9.1.0');
  });

  it('shows itself to Windows with version, size and quoted commands', async () => {
    const registry = await pc.registry();
    const entry = Object.fromEntries((registry.values(uninstallKey) ?? []).map(({ name, value }) => [name, value]));
    expect(entry).toMatchObject({
      DisplayName: '介護伝送ソフト',
      DisplayVersion: '9.1.0',
      InstallLocation: programFolder,
      UninstallString: `"${programFolder}\\uninstall.exe"`,
      QuietUninstallString: `"${programFolder}\\uninstall.exe" /S`,
      NoModify: 1,
    });
    expect(entry['EstimatedSize']).toBeGreaterThan(100);
  });

  it('puts the client and the checker into the Start menu of everybody', () => {
    expect(under(startMenu, first.files.added).sort()).toEqual(['IE設定チェックツール.lnk', '介護伝送ソフト.lnk']);
  });

  it('writes what it did to the log that was asked for and to the one that stays', async () => {
    const asked = await textOf(pc, 'C:\\記録 一.txt');
    expect(asked).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3} 統合インストーラ 9\.1\.0/);
    const proven = ['PrepareDataFolder', 'BeginJournal', 'PlaceLayers', 'PlaceRecords', 'ImportVer8', 'SelfCheck'];
    const switched = ['PlaceUninstaller', 'ReplaceLauncher', 'ReplaceCurrent', 'RegisterTarget', 'RemoveVer8', 'CheckExplorer'];
    expect([...asked.matchAll(/step: (\w+)/g)].map(([, step]) => step)).toEqual([...proven, ...switched]);
    const [kept = ''] = await pc.list(`${dataFolder}\\logs\\install`);
    expect(kept).toMatch(/^install-\d{8}-\d{6}\.log$/);
    expect(await textOf(pc, `${dataFolder}\\logs\\install\\${kept}`)).toContain('committed: current is 9.1.0');
  });

  it('installs a launcher that runs this version', async () => {
    const report = await pc.run(launcher, ['--version']);
    expect(report).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('"version":"9.1.0"') });
  });

  it('repairs what was damaged when it runs again, and leaves foreign files alone', async () => {
    await pc.write(`${programFolder}\\versions\\9.1.0\\trust.json`, 'damaged');
    await pc.write(`${programFolder}\\versions\\9.1.0\\mine.txt`, 'mine');
    await pc.write(`${programFolder}\\denso.exe`, 'damaged');
    const again = await installSilently(pc, installer);
    expect(again.exitCode).toBe(0);
    const changed = under(programFolder, again.files.changed).filter((name) => name !== 'uninstall.exe' && name !== 'current');
    expect(changed.sort()).toEqual(['denso.exe', 'versions\\9.1.0\\trust.json']);
    expect(again.files.removed).toEqual([]);
    expect(await textOf(pc, `${programFolder}\\versions\\9.1.0\\trust.json`)).toBe('{}\n');
    expect(await textOf(pc, `${programFolder}\\versions\\9.1.0\\mine.txt`)).toBe('mine');
  });
});
