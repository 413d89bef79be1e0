import { createPc, personas, type Pc, type Snapshot } from '@togo/wine-lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolder, exitCodes, installSilently, lastingSince, launcherSays, programFolder } from './facility-pc.ts';
import { standInInstaller } from './stand-in.ts';

const minute = 60_000;
let pc: Pc;

describe.each(personas)('when the new version is broken on %s', { timeout: 2 * minute }, (persona) => {
  let before: Snapshot;

  beforeAll(async () => {
    pc = await createPc({ persona });
    await installSilently(pc, await standInInstaller({ version: '9.0.0' }));
    await pc.write(`${dataFolder}\\settings.json`, '{"formatVersion":1,"事業所":"やまと"}');
    before = await pc.snapshot();
  }, 4 * minute);
  afterAll(() => pc.dispose());

  it.each([
    ['it does not start', { client: ['exit 1'] }, exitCodes.selfCheckFailed, 'I-413'],
    ['it fails its own check', { client: ['say {"formatVersion":1,"ok":false,"version":"9.1.0"}', 'exit 1'] }, exitCodes.selfCheckFailed, 'I-413'],
    ['a file is not as released', { damaged: true }, exitCodes.payloadDamaged, 'I-411'],
  ])('rolls itself back: files and registry are as before, and the old version runs: %s', async (_, fault, exitCode, code) => {
    const report = await installSilently(pc, await standInInstaller({ version: '9.1.0', ...fault }));
    expect(report.exitCode).toBe(exitCode);
    expect(report.stderr).toContain(`(${code})`);
    expect(report.stderr).toContain('追加したものは元に戻しました。これまでの版がある場合は、そのままお使いいただけます。');
    expect(await lastingSince(pc, before)).toEqual([]);
    expect(await launcherSays(pc)).toContain('"version":"9.0.0"');
  });

  it('brings the old launcher back when the new version proves itself but cannot become current', async () => {
    await pc.write(`${programFolder}\\current.new\\in the way`, '');
    const report = await installSilently(pc, await standInInstaller({ version: '9.1.0' }));
    expect(report).toMatchObject({ exitCode: exitCodes.replaceFailed, stderr: expect.stringContaining('(I-415)') });
    const wayBarred = [`${programFolder}\\current.new\\`, `${programFolder}\\current.new\\in the way`];
    expect(await lastingSince(pc, before)).toEqual(wayBarred);
    expect(await launcherSays(pc)).toContain('"version":"9.0.0"');
  });
});
