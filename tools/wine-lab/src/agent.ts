import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { cacheDir } from '@togo/needs';

const source = join(import.meta.dirname, 'agent', 'agent.c');

/** The agent as an exe, compiled once per version of its source. */
export async function ensureAgent(): Promise<string> {
  const id = sha256(await readFile(source)).slice(0, 16);
  const exe = join(cacheDir(), 'lab-agent', `${id}.exe`);
  if (existsSync(exe)) return exe;
  await mkdir(join(cacheDir(), 'lab-agent'), { recursive: true });
  const draft = `${exe}.tmp-${randomBytes(4).toString('hex')}`;
  await run('i686-w64-mingw32-gcc', ['-Os', '-s', '-Wall', '-Wextra', '-Werror', '-municode', '-mwindows', '-o', draft, source]);
  await rename(draft, exe);
  return exe;
}
