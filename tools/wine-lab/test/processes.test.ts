import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPc, type Pc } from '../src/index.ts';
import { buildExe } from './build-exe.ts';

let pc: Pc;

beforeAll(async () => {
  pc = await createPc({ persona: 'win10' });
}, 180_000);

afterAll(() => pc.dispose());

describe('when a program is killed at a moment', { timeout: 60_000 }, () => {
  it('leaves the work that it had done until then', async () => {
    const exe = await buildExe(
      'CreateDirectory "C:\\half"',
      'FileOpen $0 "C:\\half\\first" w',
      'FileClose $0',
      'WriteRegStr HKCU "Software\\Half" "first" "1"',
      'Sleep 60000',
      'FileOpen $0 "C:\\half\\second" w',
      'FileClose $0',
    );
    const { killed, files, registry } = await pc.run(exe, [], { killAfterMs: 3000 });
    expect({ killed, files, registry: registry.added }).toEqual({
      killed: true,
      files: { added: ['C:\\half\\', 'C:\\half\\first'], changed: [], removed: [] },
      registry: ['HKCU\\Software\\Half\\first'],
    });
  });

  it('takes with it what it had started', async () => {
    const program = await pc.start(await buildExe('ExecWait notepad.exe'));
    await expect.poll(async () => (await program.alive()).length, { timeout: 20_000 }).toBe(2);
    await program.stop();
    expect(await program.alive()).toEqual([]);
  });
});

describe('when a program leaves another one running', { timeout: 60_000 }, () => {
  it('names it in the report', async () => {
    const { processes } = await pc.run(await buildExe('Exec notepad.exe'));
    expect(processes.map(({ image }) => image)).toEqual(['C:\\windows\\syswow64\\notepad.exe']);
  });

  it('leaves it running for the next program to meet, until the PC is shut down', async () => {
    await pc.run(await buildExe('Exec write.exe'));
    const tasks = await pc.run('tasklist.exe');
    expect(tasks.stdout).toContain('wordpad.exe');
    await pc.shutdown();
    expect((await pc.run('tasklist.exe')).stdout).not.toContain('wordpad.exe');
  });

  it('waits for that one too when asked, and then sees its work', async () => {
    const slow = await buildExe('Sleep 1000', 'FileOpen $0 "C:\\late.txt" w', 'FileClose $0');
    const exe = await buildExe(`Exec "Z:${slow.replaceAll('/', '\\')}"`);
    const { files, processes } = await pc.run(exe, [], { until: 'all' });
    expect({ added: files.added, processes }).toEqual({ added: ['C:\\late.txt'], processes: [] });
  });

  it('gives up after the time that was allowed, and ends it', async () => {
    await expect(pc.run(await buildExe('Sleep 60000'), [], { timeoutMs: 500 })).rejects.toMatchObject({ code: 'LAB_TIMEOUT' });
  });
});

describe('when another program holds a file open', { timeout: 60_000 }, () => {
  it('cannot be renamed, and can be afterwards', async () => {
    await pc.write('C:\\app\\node.exe', 'old');
    const exe = await buildExe('ClearErrors', 'Rename "C:\\app\\node.exe" "C:\\app\\node.old"', 'IfErrors 0 +2', 'SetErrorLevel 5');
    const held = await pc.run(exe, [], { lockFiles: ['C:\\app\\node.exe'] });
    expect({ exitCode: held.exitCode, files: held.files }).toEqual({ exitCode: 5, files: { added: [], changed: [], removed: [] } });
    const free = await pc.run(exe);
    expect({ exitCode: free.exitCode, files: free.files }).toEqual({
      exitCode: 0,
      files: { added: ['C:\\app\\node.old'], changed: [], removed: ['C:\\app\\node.exe'] },
    });
  });

  it('says which file could not be held', async () => {
    await expect(pc.run('cmd.exe', ['/c', 'ver'], { lockFiles: ['C:\\missing'] })).rejects.toMatchObject({
      code: 'LAB_LOCK_FAILED',
      message: expect.stringContaining('C:\\missing'),
    });
  });
});
