import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeAtomic } from './files.ts';
import { canonicalJson, fixedClock, insteadOf, readMoment } from './index.ts';
import { withLock } from './lock.ts';
import { run } from './run.ts';

describe('when a value is written as canonical JSON', () => {
  it('sorts keys at every depth and adds no spaces', () => {
    expect(canonicalJson({ b: [{ z: 1, a: 2 }], a: 'あ' })).toBe('{"a":"あ","b":[{"a":2,"z":1}]}');
  });

  it('reads back as the same value, whatever the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
      }),
    );
  });

  it('refuses what JSON cannot say', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
    expect(() => canonicalJson('\ud800')).toThrow('lone surrogate');
    expect(() => canonicalJson({ at: new Date(0) })).toThrow('Date');
    expect(() => canonicalJson(new Map([['a', 1]]))).toThrow('Map');
  });
});

describe('when a program is run', () => {
  it('passes arguments as they are, with no shell between', async () => {
    const { stdout } = await run(process.execPath, ['-p', 'process.argv[1]', '$HOME; "a b"']);
    expect(stdout).toBe('$HOME; "a b"');
  });

  it('names the command and its output when it fails, without the secrets', async () => {
    const failing = run(process.execPath, ['-e', 'console.error("key is hunter2"); process.exit(3)'], { secrets: ['hunter2'] });
    await expect(failing).rejects.toMatchObject({ code: 'RUN_FAILED', message: expect.stringMatching(/exit code 3\nkey is \[secret\]/) });
  });
});

describe('when a file is replaced atomically', () => {
  it('leaves the new bytes and no temporary file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'togo-files-'));
    await writeFile(join(folder, 'current'), 'old');
    await writeAtomic(join(folder, 'current'), 'new');
    expect(await readFile(join(folder, 'current'), 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['current']);
  });
});

describe('when one process at a time may do something', () => {
  const lockHeldBy = async (holder: number | string): Promise<string> => {
    const path = join(await mkdtemp(join(tmpdir(), 'togo-lock-')), 'lock');
    await writeFile(path, String(holder));
    return path;
  };

  it('takes the lock of a killed process over at once, even when it may not wait', async () => {
    const { stdout: deadProcess } = await run(process.execPath, ['-p', 'process.pid']);
    const path = await lockHeldBy(deadProcess);
    await expect(withLock(path, { waitMs: 0 }, () => readFile(path, 'utf8'))).resolves.toBe(String(process.pid));
    expect(await readdir(dirname(path))).toEqual([]);
  });

  it('says who holds it when that process lives, and leaves it to them', async () => {
    const path = await lockHeldBy(process.pid);
    await expect(withLock(path, { waitMs: 0 }, () => Promise.resolve())).rejects.toMatchObject({ code: 'LOCKED', message: `process ${process.pid} holds ${path}` });
    expect(await readdir(dirname(path))).toEqual(['lock']);
  });
});

describe('when an error is expected', () => {
  const missing = () => readFile(join(tmpdir(), 'togo-nowhere', 'nothing'));

  it('gives the value instead of it', async () => {
    await expect(missing().catch(insteadOf('ENOENT', 'none'))).resolves.toBe('none');
  });

  it('throws every other on', async () => {
    await expect(missing().catch(insteadOf('EEXIST', 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('when a moment is read', () => {
  it.each([
    ['2021-04-19T10:00:00+09:00', '2021-04-19T01:00:00.000Z'],
    ['2021-04-19T10:00+09:00', '2021-04-19T01:00:00.000Z'],
    ['2020-02-29T23:59:59.999Z', '2020-02-29T23:59:59.999Z'],
  ])('takes %s', (text, moment) => {
    expect(readMoment(text)?.toISOString()).toBe(moment);
  });

  it.each(['令和3年4月', '2021-04-19', '2021-04-19T10:00:00', '2021-04-19 10:00:00+09:00', '2021-02-29T10:00:00+09:00', '2021-02-30T10:00:00Z', '2021-13-01T10:00:00Z', '2021-04-19T24:00:00Z', '2021-04-19T25:00:00Z', ''])('refuses %j', (text) => {
    expect(readMoment(text)).toBeUndefined();
    expect(() => fixedClock(text)).toThrow(RangeError);
  });
});
