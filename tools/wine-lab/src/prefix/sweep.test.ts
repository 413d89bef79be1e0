import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { expect, it } from 'vitest';
import { sweepPcs } from './sweep.ts';

it('deletes the PCs of processes that are gone and nothing else', async () => {
  const { stdout: gone } = await run(process.execPath, ['-p', 'process.pid']);
  const folder = await mkdtemp(join(tmpdir(), 'togo-pcs-'));
  const names = [`${gone}-00000000`, `${process.pid}-00000000`, 'notes', `${gone}-other`];
  for (const name of names) await mkdir(join(folder, name, 'prefix'), { recursive: true });
  await sweepPcs(folder);
  expect((await readdir(folder)).sort()).toEqual(names.slice(1).sort());
});
