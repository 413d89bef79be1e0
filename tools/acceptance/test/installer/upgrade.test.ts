import { createPc, type Pc, type RunReport } from '@togo/wine-lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentVersion, dataFolder, exitCodes, installSilently, lasting, programFolder, textOf, under, uninstallKey } from './facility-pc.ts';
import { standInInstaller } from './stand-in.ts';

const minute = 60_000;
const settings = '{"formatVersion":1,"事業所":"やまと"}';
let older: string;
let newer: string;
let pc: Pc;

beforeAll(async () => {
  older = await standInInstaller({ version: '9.0.0' });
  newer = await standInInstaller({ version: '9.1.0' });
}, 4 * minute);

describe('when 9.0.0 is upgraded to 9.1.0', { timeout: 2 * minute }, () => {
  let upgrade: RunReport;

  beforeAll(async () => {
    pc = await createPc({ persona: 'win10' });
    await installSilently(pc, older);
    await pc.write(`${dataFolder}\\settings.json`, settings);
    upgrade = await installSilently(pc, newer);
  }, 2 * minute);
  afterAll(() => pc.dispose());

  it('makes 9.1.0 current and tells Windows', async () => {
    expect(upgrade.exitCode).toBe(0);
    expect(await currentVersion(pc)).toBe('9.1.0');
    expect((await pc.registry()).get(uninstallKey, 'DisplayVersion')?.value).toBe('9.1.0');
  });

  it('keeps the settings and every file of 9.0.0', async () => {
    expect(await textOf(pc, `${dataFolder}\\settings.json`)).toBe(settings);
    expect(upgrade.files.removed).toEqual([]);
    expect(under(`${programFolder}\\versions`, upgrade.files.changed)).toEqual([]);
  });

  it('uses the runtime that is already there', () => {
    expect(under(`${programFolder}\\runtime`, [...upgrade.files.added, ...upgrade.files.changed])).toEqual([]);
  });

  it('refuses to go back, in words that name both versions, and changes nothing', async () => {
    const back = await installSilently(pc, older);
    expect(back.exitCode).toBe(exitCodes.downgrade);
    expect(back.stderr).toContain('新しい版がすでに入っています (I-407)');
    expect(back.stderr).toContain('このパソコンには 9.1.0 が入っています。古い版(9.0.0)に戻すことはできません。');
    expect(lasting(back)).toEqual([]);
    expect(await currentVersion(pc)).toBe('9.1.0');
  });
});

describe('when the installed version is none that the release replaces', { timeout: 2 * minute }, () => {
  beforeAll(async () => {
    pc = await createPc({ persona: 'win10' });
    await installSilently(pc, older);
  }, 2 * minute);
  afterAll(() => pc.dispose());

  it('refuses, says where the way goes on, and changes nothing', async () => {
    const report = await installSilently(pc, await standInInstaller({ version: '9.1.0', upgradesFrom: '>=9.0.1 <9.1.0' }));
    expect(report.exitCode).toBe(exitCodes.notUpgradable);
    expect(report.stderr).toContain('I-408');
    expect(lasting(report)).toEqual([]);
  });

  it.each(['', 'nonsense', '9.0', '9.0.0.1', '../..'])('puts right an installation whose current says %j', async (damage) => {
    await pc.write(`${programFolder}\\current`, damage);
    const report = await installSilently(pc, newer);
    expect(report.exitCode).toBe(0);
    expect(await currentVersion(pc)).toBe('9.1.0');
  });
});
