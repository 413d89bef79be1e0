import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { locateToolchain } from '@togo/needs';
import { createPc, type Pc, type RunReport } from '@togo/wine-lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentVersion, exitCodes, installSilently, lasting, programFolder } from './facility-pc.ts';
import { standInInstaller } from './stand-in.ts';

const minute = 60_000;
let folder: string;
let newer: string;
let pc: Pc;

/** Wine's own Restart Manager tells nothing: in its place one that answers as Windows does. */
async function putRestartManager(): Promise<void> {
  const dll = join(folder, 'rstrtmgr.dll');
  const { mingw } = await locateToolchain();
  await run(mingw.gcc, ['-shared', '-o', dll, join(import.meta.dirname, 'restart-manager.c'), '-Wl,--kill-at']);
  await pc.write('C:\\windows\\syswow64\\rstrtmgr.dll', await readFile(dll));
  await pc.importRegistry('[HKEY_CURRENT_USER\\Software\\Wine\\DllOverrides]\n"rstrtmgr"="native"');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-held-'));
  newer = await standInInstaller({ version: '9.1.0' });
  pc = await createPc({ persona: 'win10' });
  await installSilently(pc, await standInInstaller({ version: '9.0.0' }));
}, 4 * minute);
afterAll(async () => {
  await pc.dispose();
  await rm(folder, { recursive: true });
});

describe('when programs hold a file that an upgrade replaces', { timeout: 2 * minute }, () => {
  const upgrade = (): Promise<RunReport> => installSilently(pc, newer, [], { lockFiles: [`${programFolder}\\current`] });

  it('says that there are others where Windows does not tell their names, and changes nothing', async () => {
    const refused = await upgrade();
    expect(refused).toMatchObject({ exitCode: exitCodes.filesInUse, stderr: expect.stringContaining('current を、ほかのプログラムが使っています。') });
    expect(lasting(refused)).toEqual([]);
  });

  it('names the first two as Windows calls them, and asks about that file alone', async () => {
    await putRestartManager();
    const refused = await upgrade();
    expect(refused.exitCode).toBe(exitCodes.filesInUse);
    expect(refused.stderr).toContain('ファイルが使用中です (I-427)');
    expect(refused.stderr).toContain('current を、「Microsoft Excel」「とても長い名前のウイルス対策ソ」などが使っています。');
    expect((await pc.read('C:\\asked-about.txt')).toString('utf16le')).toBe(`${programFolder}\\current`);
    expect(await currentVersion(pc)).toBe('9.0.0');
  });
});
