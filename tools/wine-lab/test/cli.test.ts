import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { describe, expect, it } from 'vitest';
import { buildExe } from './build-exe.ts';

const main = join(import.meta.dirname, '../src/main.ts');
const lab = (args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}): ReturnType<typeof run> =>
  run(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], { okExitCodes: [0, 1, 2, 4], ...options });

describe('when the lab is used from the command line', { timeout: 120_000 }, () => {
  it('prints the report of a run as one JSON document, the switches of the exe passed on', async () => {
    const exe = await buildExe('WriteRegStr HKCU "Software\\Lab" "line" "$CMDLINE"');
    const { exitCode, stdout } = await lab(['run', exe, '/S', '-x', '--persona', 'win81', '--json']);
    const report: unknown = JSON.parse(stdout);
    expect({ exitCode, report }).toEqual({
      exitCode: 0,
      report: {
        formatVersion: 1,
        exitCode: 0,
        seconds: expect.any(Number),
        killed: false,
        stdout: '',
        stderr: '',
        files: { added: [], changed: [], removed: [] },
        registry: { added: ['HKCU\\Software\\Lab\\line'], changed: [], removed: [] },
        processes: [],
      },
    });
  });

  it('tells a person that nothing changed, and answers 1 for a program that failed', async () => {
    const { exitCode, stdout } = await lab(['run', await buildExe('SetErrorLevel 3')]);
    expect([exitCode, stdout]).toEqual([1, expect.stringMatching(/^exit code 3 after .*\n {2}nothing changed: no file, no registry value$/)]);
  });

  it('opens a prompt in a clean Windows and says at the end what was done there', async () => {
    const { exitCode, stdout, stderr } = await lab(['shell'], { input: 'mkdir C:\\made & exit 7\r\n' });
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('C:\\users\\jimu>')]);
    expect(stderr).toContain('+  C:\\made\\');
  });

  it('takes a picture of the window', async () => {
    const out = join(await mkdtemp(join(tmpdir(), 'togo-shot-')), 'notepad.png');
    const { stdout } = await lab(['screenshot', 'notepad.exe', '--out', out, '--json']);
    const { path, window } = JSON.parse(stdout) as { path: string; window: { width: number; height: number } };
    const png = await readFile(path);
    expect({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) }).toEqual({ width: window.width, height: window.height });
  });

  it.each([
    ['a file that is not there', ['run', './missing.exe'], 2, 'there is no file ./missing.exe'],
    ['a Windows that nobody has', ['run', 'x.exe', '--persona', 'xp'], 2, 'Allowed choices are win10, win81'],
    ['a picture without a place', ['screenshot', 'notepad.exe'], 2, '--out'],
  ])('answers 2 for %s', async (_, args, code, said) => {
    const { exitCode, stderr } = await lab(args);
    expect([exitCode, stderr]).toEqual([code, expect.stringContaining(said)]);
  });

  it('answers 4 where no Wine has been provided', async () => {
    const { exitCode, stderr } = await lab(['run', 'cmd.exe'], { env: { TOGO_CACHE: await mkdtemp(join(tmpdir(), 'togo-cache-')) } });
    expect([exitCode, stderr]).toEqual([4, expect.stringContaining('LAB_NOT_PROVISIONED')]);
  });
});
