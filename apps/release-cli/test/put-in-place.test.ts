import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putInPlace, sweepAbandoned } from '../src/pipeline/put-in-place.ts';

const deadPid = 4_194_304;
let dist: string;

async function release(folder: string, text: string): Promise<string> {
  await mkdir(join(dist, folder), { recursive: true });
  await writeFile(join(dist, folder, 'release.json'), text);
  return join(dist, folder);
}

beforeEach(async () => {
  dist = await mkdtemp(join(tmpdir(), 'togo-dist-'));
});

afterEach(() => rm(dist, { recursive: true }));

describe('when a finished cut is put in place', () => {
  it('it replaces the one before as a whole', async () => {
    await release('9.1.0', 'old');
    await putInPlace(await release('.cut-1-aaaaaa', 'new'), dist, '9.1.0');
    expect(await readdir(dist)).toEqual(['9.1.0']);
    expect(await readFile(join(dist, '9.1.0/release.json'), 'utf8')).toBe('new');
  });
});

describe('when a cut was killed', () => {
  it('the next one brings back the release that it had moved aside', async () => {
    await rename(await release('9.1.0', 'old'), join(dist, '.replaced-9.1.0'));
    await sweepAbandoned(dist);
    expect(await readFile(join(dist, '9.1.0/release.json'), 'utf8')).toBe('old');
  });

  it('the next one removes its scratch folder, and leaves that of a cut that still runs', async () => {
    await release(`.cut-${deadPid}-aaaaaa`, 'half');
    await release(`.cut-${process.pid}-bbbbbb`, 'half');
    await sweepAbandoned(dist);
    expect(await readdir(dist)).toEqual([`.cut-${process.pid}-bbbbbb`]);
  });
});
