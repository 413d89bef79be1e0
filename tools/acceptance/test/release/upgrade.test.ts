import { createPc, compare, personas, type Pc, type RunReport } from '@togo/wine-lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutRelease, type CutRelease } from '../../src/cut-release.ts';
import { dataFolder, installFolder, startMenuFolder, uninstallKey } from './installed.ts';

const minute = 60_000;
const settingsFile = `${dataFolder}\\settings.json`;
const settings = JSON.stringify({ formatVersion: 1, reception: { host: 'localhost', port: 8443 } });
let older: CutRelease;
let newer: CutRelease;

beforeAll(async () => {
  older = await cutRelease('9.0.0');
  newer = await cutRelease('9.1.0');
}, 5 * minute);

afterAll(async () => {
  await older?.remove();
  await newer?.remove();
});

describe.each(personas)('when a facility on %s follows the releases', (persona) => {
  let pc: Pc;

  beforeAll(async () => {
    pc = await createPc({ persona });
  });

  afterAll(async () => {
    await pc?.dispose();
  });

  const currentVersion = async (): Promise<string> => (await pc.read(`${installFolder}\\current`)).toString().trim();
  const install = (release: CutRelease): Promise<RunReport> => pc.run(release.installer, ['/S', '/LOG=C:\\install.log']);

  it('9.0.0 installs, and its client may still use the older TLS versions', async () => {
    expect(await install(older)).toMatchObject({ exitCode: 0 });
    expect(await currentVersion()).toBe('9.0.0');
    expect(JSON.parse((await pc.read(`${installFolder}\\versions\\9.0.0\\release.json`)).toString())).toMatchObject({ tls: { min: 'TLSv1', max: 'TLSv1.2' } });
    await pc.write(settingsFile, settings);
  });

  it('9.1.0 replaces it, keeps the settings and the version before, and moves no file of the shared runtime', async () => {
    const upgrade = await install(newer);
    expect(upgrade).toMatchObject({ exitCode: 0, processes: [] });
    expect(await currentVersion()).toBe('9.1.0');
    expect((await pc.read(settingsFile)).toString()).toBe(settings);
    expect(pc.exists(`${installFolder}\\versions\\9.0.0\\client.mjs`)).toBe(true);
    expect(upgrade.files.added.filter((path) => path.includes('\\runtime\\'))).toEqual([]);
    expect((await pc.registry()).get(uninstallKey, 'DisplayVersion')?.value).toBe('9.1.0');
    const { stdout } = await pc.run(`${installFolder}\\denso.exe`, ['--version']);
    expect(stdout).toContain('9.1.0');
  });

  it('9.0.0 is refused afterwards with a clear text, and nothing changes', async () => {
    const before = await pc.snapshot();
    const refused = await pc.run(older.installer, ['/S']);
    const { files, registry } = compare(before, await pc.snapshot());
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stderr + refused.stdout).toMatch(/9\.1\.0.*新しい|新しい.*9\.1\.0/s);
    expect([...files.added, ...files.changed, ...files.removed].filter((path) => !path.startsWith(`${dataFolder}\\logs\\`))).toEqual([]);
    expect(registry).toEqual({ added: [], changed: [], removed: [] });
    expect(await currentVersion()).toBe('9.1.0');
  });

  it('uninstalling leaves nothing but user data', async () => {
    const removed = await pc.run(`${installFolder}\\uninstall.exe`, ['/S'], { until: 'all' });
    expect(removed.exitCode).toBe(0);
    expect(pc.exists(installFolder)).toBe(false);
    expect(pc.exists(startMenuFolder)).toBe(false);
    expect((await pc.registry()).values(uninstallKey)).toBeUndefined();
    expect((await pc.read(settingsFile)).toString()).toBe(settings);
  });
}, 10 * minute);
