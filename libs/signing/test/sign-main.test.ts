import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '@togo/foundation';
import { run, type RunResult } from '@togo/foundation/run';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureDevPki, signAuthenticode, developmentIdentity, unsignedSha256, verifyAuthenticode } from '../src/index.ts';
import { layout } from '../src/pki/layout.ts';
import { buildProgram } from './programs.ts';
import { useScratch } from './scratch.ts';

const main = fileURLToPath(new URL('../src/sign-main.ts', import.meta.url));
const scratch = useScratch();
let unsigned: string;
let prefix: string[];

beforeAll(async () => {
  unsigned = await buildProgram(scratch(), 'unsigned');
  prefix = ['--disable-warning=ExperimentalWarning', main, '--keys', join(scratch(), 'keys')];
});

async function sign(args: string[]): Promise<RunResult> {
  return await run(process.execPath, args, { okExitCodes: [0, 1, 2, 3, 4, 70] });
}

async function copyOf(name: string): Promise<string> {
  const file = join(scratch(), name);
  await copyFile(unsigned, file);
  return file;
}

async function isSigned(file: string): Promise<boolean> {
  const { codeSigning, tsa } = await ensureDevPki(join(scratch(), 'keys'));
  return (await verifyAuthenticode(file, { rootPem: codeSigning.rootPem, tsaRootPem: tsa.rootPem })).every((check) => check.ok);
}

describe('when the signing command is put before a file name', () => {
  it('signs the file in place and says nothing', async () => {
    const file = await copyOf('plain.exe');
    await ensureDevPki(join(scratch(), 'keys'));
    expect(await sign([...prefix, '--description', 'Togo test', file])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(await isSigned(file)).toBe(true);
  });

  it('works through a shell script with spaces in every path, as the installer compiler calls it', async () => {
    const file = await copyOf('un install 了.exe');
    const sidecar = join(scratch(), 'signed files.jsonl');
    const command = [process.execPath, ...prefix, '--sidecar', sidecar, '--cache', join(scratch(), 'my cache')];
    const quoted = command.map((part) => `'${part.replaceAll("'", `'\\''`)}'`);
    const hook = join(scratch(), 'sign hook.sh');
    await writeFile(hook, `#!/bin/sh\nexec ${quoted.join(' ')} "$1"\n`);
    await chmod(hook, 0o755);
    await run('sh', ['-c', `"${hook}" "${file}"`]);
    expect(await isSigned(file)).toBe(true);
    const bytes = await readFile(file);
    expect(JSON.parse(await readFile(sidecar, 'utf8'))).toEqual({ file, unsignedSha256: unsignedSha256(bytes), sha256: sha256(bytes) });
  });

  it('gives equal bytes twice with a cache, and one sidecar line per file', async () => {
    const [one, two] = [await copyOf('one.exe'), await copyOf('two.exe')];
    const options = ['--cache', join(scratch(), 'cache'), '--sidecar', join(scratch(), 'two.jsonl')];
    for (const file of [one, two]) await sign([...prefix, ...options, file]);
    expect((await readFile(one)).equals(await readFile(two))).toBe(true);
    expect((await readFile(join(scratch(), 'two.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(2);
  });
});

describe('when the signing command cannot do it', () => {
  it.each([
    { why: 'no file', args: ['--keys', 'x'] },
    { why: 'no keys', args: ['program.exe'] },
    { why: 'two files', args: ['--keys', 'x', 'a.exe', 'b.exe'] },
    { why: 'an unknown option', args: ['--keys', 'x', '--pass', 'secret', 'a.exe'] },
  ])('shows how it is used, exit code 2: $why', async ({ args }) => {
    const { exitCode, stderr } = await sign([main, ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('usage: node sign-main.ts');
  });

  it('names a file that is not there, exit code 1', async () => {
    const { exitCode, stderr } = await sign([...prefix, join(scratch(), 'no such.exe')]);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('no such.exe')]);
  });

  it('names what is wrong with a file that is no program, exit code 1', async () => {
    const text = join(scratch(), 'text.exe');
    await writeFile(text, 'text');
    const { exitCode, stderr } = await sign([...prefix, text]);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('PE_UNREADABLE')]);
  });

  it("refuses another signer's file, exit code 3", async () => {
    const file = await copyOf('theirs.exe');
    await signAuthenticode(file, developmentIdentity(await ensureDevPki(join(scratch(), 'stranger')), 'x'));
    expect((await sign([...prefix, file])).exitCode).toBe(3);
  });

  it('refuses keys that everybody can read, exit code 3', async () => {
    const open = await ensureDevPki(join(scratch(), 'open'));
    await chmod(join(open.dir, layout.codeSignerKey), 0o644);
    const { exitCode, stderr } = await sign([main, '--keys', join(scratch(), 'open'), await copyOf('exposed.exe')]);
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('mode 644, expected 600')]);
  });

  it('says that the signing program is missing, exit code 4', async () => {
    const file = await copyOf('toolless.exe');
    await mkdir(join(scratch(), 'empty'), { recursive: true });
    const { exitCode, stderr } = await run(process.execPath, [...prefix, file], { okExitCodes: [4], env: { PATH: join(scratch(), 'empty') } });
    expect([exitCode, stderr]).toEqual([4, expect.stringContaining('osslsigncode is not installed')]);
  });
});
