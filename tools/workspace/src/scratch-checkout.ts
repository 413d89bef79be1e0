import { copyFile, mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { insteadOf } from '@togo/foundation';
import { run, type RunResult } from '@togo/foundation/run';

export const workspaceRoot = resolve(import.meta.dirname, '../../..');

/** A copy of the working tree in a folder of its own, with the npm packages of the original. */
export interface ScratchCheckout {
  readonly dir: string;
  /** A cache of its own, unless the caller shares one: nothing is known, as on a new machine. */
  readonly cacheDir: string;
  /** Runs `./togo …` in the copy; any exit code is an answer. */
  togo(...args: readonly string[]): Promise<RunResult>;
  remove(): Promise<void>;
}

/**
 * Copies what git knows or would know (tracked and new files), so that a test or a benchmark can change sources
 * without touching the checkout.
 *
 * @param cacheDir an existing cache folder to share; absent, an empty one.
 */
export async function scratchCheckout(cacheDir?: string): Promise<ScratchCheckout> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'togo-scratch-')));
  const dir = join(base, 'checkout');
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: workspaceRoot });
  for (const path of stdout.split('\0').filter(Boolean)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await copyFile(join(workspaceRoot, path), join(dir, path)).catch(insteadOf('ENOENT', undefined));
  }
  await linkPackages(dir);
  const cache = cacheDir ?? join(base, 'cache');
  const anyExitCode = Array.from({ length: 256 }, (_, code) => code);
  return {
    dir,
    cacheDir: cache,
    togo: (...args) => run(join(dir, 'togo'), args, { cwd: dir, env: { TOGO_CACHE: cache }, okExitCodes: anyExitCode }),
    remove: () => rm(base, { recursive: true, force: true }),
  };
}

/** The original's packages by link; the workspace's own projects by their place in the copy. */
async function linkPackages(dir: string): Promise<void> {
  const from = join(workspaceRoot, 'node_modules');
  const to = join(dir, 'node_modules');
  await mkdir(join(to, '@togo'), { recursive: true });
  for (const name of await readdir(from)) {
    if (name !== '@togo') await symlink(join(from, name), join(to, name));
  }
  for (const group of ['apps', 'libs', 'tools']) {
    for (const name of await readdir(join(dir, group))) await symlink(join(dir, group, name), join(to, '@togo', name));
  }
}
