import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson, sha256 } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { workspaceRoot } from '@togo/workspace';

/** How a stand-in release departs from a good one: apps/installer/test/stand-in/release.ts. */
export interface StandIn {
  readonly version: string;
  /** Words for the stand-in client: `say …`, `exit …`, `wait …`, `dump …`. */
  readonly client?: readonly string[];
  /** Instead of the real checker: none, a file that Windows cannot start, or words for a stand-in (also `answer …`). */
  readonly checker?: 'missing' | 'broken' | readonly string[];
  readonly upgradesFrom?: string;
  readonly damaged?: boolean;
  readonly extraBytes?: number;
  /** Also makes the update, whose base is any release with this runtime. */
  readonly hasUpdate?: boolean;
}

const prefix = 'togo-stand-ins-';
const builder = join(workspaceRoot, 'apps/installer/test/stand-in/main.ts');

/**
 * The installer of a stand-in release: a real NSIS installer with a real launcher, whose runtime and client do as the test says.
 * Test files of one run share what they build.
 */
export async function standInInstaller(standIn: StandIn): Promise<string> {
  const shared = join(tmpdir(), `${prefix}${process.ppid}`);
  const built = join(shared, sha256(canonicalJson(standIn)).slice(0, 16));
  const exe = join(built, 'out', `TogoInstaller-${standIn.version}.exe`);
  if (existsSync(exe)) return exe;
  await sweep();
  await mkdir(shared, { recursive: true });
  const scratch = await mkdtemp(join(shared, 'build-'));
  const request = join(scratch, 'stand-in.json');
  const folder = join(scratch, 'release');
  await writeFile(request, JSON.stringify({ ...standIn, folder }));
  await run(process.execPath, ['--disable-warning=ExperimentalWarning', builder, request], { timeoutMs: 180_000 });
  for (const used of ['work', 'launcher-work', 'checker-work', 'layers']) await rm(join(folder, used), { recursive: true, force: true });
  // Another file of the run may have been faster: equal input, equal bytes, so either will do.
  if (!existsSync(exe)) await rename(folder, built).catch((error: unknown) => (existsSync(exe) ? undefined : Promise.reject(error as Error)));
  await rm(scratch, { recursive: true, force: true });
  return exe;
}

/** Removes what earlier runs built: their folder is named after a process that is gone. */
async function sweep(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(prefix))) {
    if (!existsSync(`/proc/${name.slice(prefix.length)}`)) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}
