import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type RunResult } from '@togo/foundation/run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { worlds } from './worlds.ts';

const program = join(import.meta.dirname, '../src/main.ts');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-site-'));
});
afterAll(() => rm(folder, { recursive: true }));

function build(...args: readonly string[]): Promise<RunResult> {
  return run(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], { okExitCodes: [0, 1, 2] });
}

async function worldFile(name: string, world: unknown): Promise<string> {
  const path = join(folder, `${name}.json`);
  await writeFile(path, typeof world === 'string' ? world : JSON.stringify(world));
  return path;
}

describe('when the site is built by its program', () => {
  it('writes every page and lists what it wrote', async () => {
    const out = join(folder, 'out');
    const { stdout } = await build('--world', await worldFile('general', worlds.general), '--out', out);
    const { files } = JSON.parse(stdout) as { files: { path: string; bytes: number; contentType: string }[] };
    expect(files.map(({ path }) => path).sort()).toEqual((await readdir(out)).sort());
    expect(files.find(({ path }) => path === 'index.html')).toMatchObject({ contentType: 'text/html; charset=utf-8', bytes: (await readFile(join(out, 'index.html'))).length });
  });

  it('passes by what a later statement may add', async () => {
    const { exitCode } = await build('--world', await worldFile('more', { ...worlds.general, statement: { ...worlds.general.statement, colour: 'blue' } }), '--out', join(folder, 'more'));
    expect(exitCode).toBe(0);
  });

  it('names every fault of a world, and writes nothing', async () => {
    const broken = { ...worlds.general, formatVersion: 2, withdrawals: { formatVersion: 1, withdrawals: [{ id: 'w', version: 'nine', at: 'yesterday', reason: '' }] }, codes: [{ code: 'T-1', title: '題', explanation: '{host} に届きません', next: '次' }] };
    const out = join(folder, 'broken');
    const { exitCode, stderr } = await build('--world', await worldFile('broken', broken), '--out', out);
    expect(exitCode).toBe(1);
    for (const fault of ['- formatVersion:', '- withdrawals.withdrawals.0.version:', '- withdrawals.withdrawals.0.at:', '- codes.0.code: expected a code', '- codes.0.explanation: expected words with every {name} filled in']) expect(stderr).toContain(fault);
    await expect(readdir(out)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    ['no JSON', 'not json', 'INPUT_INVALID'],
    ['a target outside of the origin', JSON.stringify(worlds.general).replaceAll('9.1.0/Togo', '../Togo'), 'INPUT_INVALID'],
    ['a page that is missing', JSON.stringify({ ...worlds.general, pages: {} }), 'PAGE_UNUSABLE'],
  ])('refuses %s', async (name, text, code) => {
    const { exitCode, stderr } = await build('--world', await worldFile(name.replaceAll(' ', '-'), text), '--out', join(folder, 'no'));
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(code)]);
  });

  it.each([[[]], [['--world', 'x']], [['--nothing']]])('says how it is called when called with %j', async (args) => {
    const { exitCode, stderr } = await build(...args);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--world world.json --out FOLDER')]);
  });
});
