import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { workspaceRoot } from '@togo/workspace';

/** A release that was cut for one story. */
export interface CutRelease {
  /** The folder with everything in it. */
  readonly dir: string;
  readonly installer: string;
  remove(): Promise<void>;
}

/** Cuts a release of this checkout with the command that an engineer types. */
export async function cutRelease(version: string): Promise<CutRelease> {
  const dist = await realpath(await mkdtemp(join(tmpdir(), 'togo-dist-')));
  await run(join(workspaceRoot, 'togo'), ['cut', version, '--dist', dist]);
  const dir = join(dist, version);
  return { dir, installer: join(dir, `TogoInstaller-${version}.exe`), remove: () => rm(dist, { recursive: true, force: true }) };
}
