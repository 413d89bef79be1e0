import { rm } from 'node:fs/promises';
import { createPc, personas, type Pc, type Snapshot } from '@togo/wine-lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  currentVersion, dataFolder, exitCodes, installSilently, lastingSince, launcher, launcherSays, programFolder, startMenu, textOf, uninstallKey,
} from './facility-pc.ts';
import { standInInstaller } from './stand-in.ts';
import { openAt, says } from './wizard.ts';

const minute = 60_000;
const version = `${programFolder}\\versions\\9.1.0`;
const log = 'C:\\修復.txt';
const entry = `[${uninstallKey.replace('HKLM', 'HKEY_LOCAL_MACHINE')}]`;
const data = { [`${dataFolder}\\settings.json`]: '{"formatVersion":1}', [`${dataFolder}\\logs\\client.log`]: 'x\n', [`${version}\\mine.txt`]: 'mine' };
let pc: Pc;
let installer: string;

async function remove(...paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(pc.hostPath(path), { recursive: true });
}

async function runtimeFile(): Promise<string> {
  return `runtime\\${(await pc.list(`${programFolder}\\runtime`)).join()}\\node.exe`;
}

/** What is broken, and what the log then says was repaired. */
interface Damage {
  readonly what: string;
  readonly make: () => Promise<unknown>;
  readonly repaired: readonly string[];
}

const ofVersion = (...names: readonly string[]): string[] => names.map((name) => `versions\\9.1.0\\${name}`);
const damages: readonly Damage[] = [
  { what: 'a damaged file', make: () => pc.write(`${version}\\client.mjs`, 'exit 0'), repaired: ofVersion('client.mjs') },
  { what: 'a missing file', make: () => remove(`${version}\\guide.html`), repaired: ofVersion('guide.html') },
  { what: 'an empty record and a list cut short', make: () => emptyRecords(), repaired: ofVersion('files.lst', 'release.json') },
  { what: 'a damaged runtime', make: async () => pc.write(`${programFolder}\\${await runtimeFile()}`, 'MZ'), repaired: ['RUNTIME'] },
  { what: 'a missing runtime', make: async () => remove(`${programFolder}\\${await runtimeFile()}`), repaired: ['RUNTIME'] },
  { what: 'a damaged launcher', make: () => pc.write(launcher, 'MZ'), repaired: ['denso.exe'] },
  { what: 'no launcher at all', make: () => remove(launcher, `${version}\\denso.exe`), repaired: ['denso.exe', ...ofVersion('denso.exe')] },
  { what: 'a damaged uninstaller', make: () => pc.write(`${programFolder}\\uninstall.exe`, 'MZ'), repaired: ['uninstall.exe'] },
  { what: 'no record of the version that runs', make: () => remove(`${programFolder}\\current`), repaired: ['current'] },
  { what: 'nonsense in that record', make: () => pc.write(`${programFolder}\\current`, '\0\0\0'), repaired: ['current'] },
  { what: 'a missing entry in the Start menu', make: () => remove(`${startMenu}\\介護伝送ソフト.lnk`), repaired: ['Start menu 介護伝送ソフト'] },
  { what: 'no folder in the Start menu', make: () => remove(startMenu), repaired: ['Start menu IE設定チェックツール', 'Start menu 介護伝送ソフト'] },
  {
    what: 'a missing value and one of another type in the registry',
    make: () => pc.importRegistry(`${entry}\n"UninstallString"=-\n"NoModify"="1"`),
    repaired: ['registry value NoModify', 'registry value UninstallString'],
  },
  {
    what: 'everything of the program but its folder',
    make: async () => remove(...['versions\\9.1.0\\client.mjs', 'runtime', 'denso.exe', 'current'].map((name) => `${programFolder}\\${name}`)),
    repaired: ['RUNTIME', 'current', 'denso.exe', ...ofVersion('client.mjs')],
  },
];

async function emptyRecords(): Promise<void> {
  await pc.write(`${version}\\release.json`, '');
  const list = await textOf(pc, `${version}\\files.lst`);
  await pc.write(`${version}\\files.lst`, list.slice(0, list.length / 2));
}

describe.each(personas)('when the same version is installed over a broken one on %s', { timeout: 2 * minute }, (persona) => {
  let whole: Snapshot;

  beforeAll(async () => {
    installer = await standInInstaller({ version: '9.1.0' });
    pc = await createPc({ persona });
    await installSilently(pc, installer);
    for (const [path, text] of Object.entries(data)) await pc.write(path, text);
    whole = await pc.snapshot();
    await installSilently(pc, installer, [`/LOG=${log}`]);
  }, 4 * minute);
  afterAll(() => pc.dispose());

  it('has nothing to repair where nothing was broken', async () => {
    const written = await textOf(pc, log);
    expect(written).toContain("over '9.1.0' (repair)");
    expect(written).not.toContain('repaired:');
  });

  it.each(damages)('is complete again, names what it repaired, and leaves the data alone: $what', async ({ make, repaired }) => {
    const runtime = await runtimeFile();
    await make();
    const report = await installSilently(pc, installer, [`/LOG=${log}`]);
    expect(report).toMatchObject({ exitCode: 0, stderr: '', processes: [] });
    const lines = [...(await textOf(pc, log)).matchAll(/ repaired: (.+)\r/g)].map(([, what]) => what);
    expect(lines.sort()).toEqual(repaired.map((what) => (what === 'RUNTIME' ? runtime : what)).sort());
    expect(await lastingSince(pc, whole)).toEqual([log]);
    expect(await pc.list(startMenu)).toEqual(['IE設定チェックツール.lnk', '介護伝送ソフト.lnk']);
    for (const [path, text] of Object.entries(data)) expect(await textOf(pc, path)).toBe(text);
    expect(await launcherSays(pc)).toContain('"version":"9.1.0"');
  });
});

describe('when `current` is lost', { timeout: 2 * minute }, () => {
  beforeAll(async () => {
    pc = await createPc({ persona: 'win10' });
    await installSilently(pc, await standInInstaller({ version: '9.1.0' }));
    await remove(`${programFolder}\\current`);
  }, 4 * minute);
  afterAll(() => pc.dispose());

  it('still refuses an older version, because Windows remembers which one it was', async () => {
    const report = await installSilently(pc, await standInInstaller({ version: '9.0.0' }));
    expect(report).toMatchObject({ exitCode: exitCodes.downgrade, stderr: expect.stringContaining('このパソコンには 9.1.0 が入っています。') });
    expect(pc.exists(`${programFolder}\\current`)).toBe(false);
  });

  it('is repaired by the same version, which says so on the last page', async () => {
    const desktop = await pc.desktop();
    const program = await openAt(desktop, await standInInstaller({ version: '9.1.0' }), 'own');
    const checks = await desktop.waitForText('インストールできます。');
    expect(says(checks, 'インストール済みの版: 9.1.0 → 同じ版を入れ直して修復します')).toBe(true);
    await desktop.key('Return');
    const result = await desktop.waitForText('介護伝送ソフト 9.1.0 を修復しました');
    expect(says(result, 'を入れました')).toBe(false);
    await desktop.key('Return');
    expect((await program.waitUntil('all', minute)).exitCode).toBe(0);
    expect(await currentVersion(pc)).toBe('9.1.0');
  });
});
