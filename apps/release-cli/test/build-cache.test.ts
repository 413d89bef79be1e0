import { mkdtemp, readFile, readdir, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { BuildCache } from '../src/pipeline/build-cache.ts';

let folder: string;
let builds: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-cache-'));
  builds = 0;
});

const build = (text: string) => async (out: string): Promise<void> => {
  builds += 1;
  await writeFile(join(out, 'file'), text);
};

describe('when a build is asked for', () => {
  it('equal inputs are built once, whatever the order of their names', async () => {
    const cache = new BuildCache(folder, 'a');
    const first = await cache.get('x', { b: 1, a: 2 }, build('one'));
    const again = await cache.get('x', { a: 2, b: 1 }, build('two'));
    expect([first.outcome, again.outcome, builds]).toEqual(['built', 'cached', 1]);
    expect(await readFile(join(again.dir, 'file'), 'utf8')).toBe('one');
  });

  it('another input is another build', async () => {
    const cache = new BuildCache(folder, 'a');
    await cache.get('x', { version: '9.0.0' }, build('one'));
    expect((await cache.get('x', { version: '9.1.0' }, build('two'))).outcome).toBe('built');
  });

  it('an entry that was damaged is built again', async () => {
    const cache = new BuildCache(folder, 'a');
    const { dir } = await cache.get('x', {}, build('whole'));
    await writeFile(join(dir, 'file'), 'bitten');
    const again = await cache.get('x', {}, build('whole'));
    expect([again.outcome, await readFile(join(again.dir, 'file'), 'utf8')]).toEqual(['built', 'whole']);
  });

  it('a build that fails leaves nothing behind', async () => {
    const failing = new BuildCache(folder, 'a').get('x', {}, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await readdir(folder)).toEqual([]);
  });

  it('two cuts that build the same at once both get it', async () => {
    const results = await Promise.all(['a', 'b'].map((nonce) => new BuildCache(folder, nonce).get('x', {}, build('same'))));
    expect(new Set(results.map(({ dir }) => dir)).size).toBe(1);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('what nobody used for a month is forgotten', async () => {
    const cache = new BuildCache(folder, 'a');
    const { dir } = await cache.get('old', {}, build('old'));
    const kept = await cache.get('new', {}, build('new'));
    await utimes(dir, new Date(0), new Date(0));
    await cache.sweep(new Date());
    expect(await readdir(folder)).toEqual([kept.dir.slice(folder.length + 1)]);
  });
});
