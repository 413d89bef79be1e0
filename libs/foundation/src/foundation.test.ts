import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeAtomic } from './files.ts';
import { canonicalJson, fixedClock } from './index.ts';
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

describe('when a clock is fixed', () => {
  it('refuses text that is no moment', () => {
    expect(() => fixedClock('令和3年4月')).toThrow(RangeError);
  });
});
