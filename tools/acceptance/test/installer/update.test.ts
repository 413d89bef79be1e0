import { compare, createPc, personas, type Pc, type Snapshot } from '@togo/wine-lab';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { currentVersion, dataFolder, exitCodes, installSilently, lasting, programFolder, textOf } from './facility-pc.ts';
import { standInInstaller } from './stand-in.ts';

const minute = 60_000;
let older: string;
let whole: string;
let update: string;
let pc: Pc;

beforeAll(async () => {
  older = await standInInstaller({ version: '9.0.0' });
  whole = await standInInstaller({ version: '9.1.0', hasUpdate: true });
  update = whole.replace('TogoInstaller-', 'TogoUpdate-');
}, 4 * minute);
afterEach(() => pc.dispose());

describe.each(personas)('when a facility on %s runs the update', { timeout: 2 * minute }, (persona) => {
  it('has afterwards what the whole installer would have made of it', async () => {
    const installed: Snapshot[] = [];
    for (const installer of [whole, update]) {
      pc = await createPc({ persona });
      await installSilently(pc, older);
      await pc.write(`${dataFolder}\\settings.json`, '{"formatVersion":1}');
      expect((await installSilently(pc, installer)).exitCode).toBe(0);
      expect(await currentVersion(pc)).toBe('9.1.0');
      installed.push(await pc.snapshot());
      if (installer === whole) await pc.dispose();
    }
    const { files, registry } = compare(...(installed as [Snapshot, Snapshot]));
    // A shortcut carries the time at which it was made.
    const changed = files.changed.filter((name) => !name.endsWith('.lnk'));
    const different = [changed, files.added, files.removed, registry.added, registry.changed, registry.removed].flat();
    expect(different.filter((name) => /KaigoDenso|介護伝送ソフト/.test(name) && !name.startsWith(`${dataFolder}\\logs\\`))).toEqual([]);
  });

  it('is told to take the whole installer where nothing is installed, and nothing changes', async () => {
    pc = await createPc({ persona });
    const refused = await installSilently(pc, update);
    expect(refused.exitCode).toBe(exitCodes.baseMissing);
    expect(refused.stderr).toContain('この更新ファイルだけでは入れられません (I-419)');
    expect(refused.stderr).toContain('TogoInstaller-9.1.0.exe');
    expect(lasting(refused)).toEqual([]);
  });

  it('is told to take the whole installer where a file that it builds on is damaged, which then helps', async () => {
    pc = await createPc({ persona });
    await installSilently(pc, older);
    const runtime = `${programFolder}\\runtime\\${(await textOf(pc, `${programFolder}\\versions\\9.0.0\\runtime`)).trim()}\\node.exe`;
    await pc.write(runtime, 'damaged');
    const refused = await installSilently(pc, update);
    expect(refused.exitCode).toBe(exitCodes.baseDamaged);
    expect(refused.stderr).toContain('前の版のファイルが壊れています (I-426)');
    expect(lasting(refused).filter((path) => !path.startsWith(`${dataFolder}\\logs\\`))).toEqual([]);
    expect(await currentVersion(pc)).toBe('9.0.0');
    expect((await installSilently(pc, whole)).exitCode).toBe(0);
    expect(await currentVersion(pc)).toBe('9.1.0');
  });
});
