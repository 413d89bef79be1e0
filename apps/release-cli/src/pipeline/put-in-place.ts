import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { insteadOf } from '@togo/foundation';
import { isAlive, withLock } from '@togo/foundation/lock';

const lockWaitMs = 30_000;
const scratchName = /^\.cut-(\d+)-[0-9a-f]{6}$/;
const replacedName = /^\.replaced-(.+)$/;

/**
 * Makes `staging` the new `dist/<version>`. A folder cannot replace a folder in one call, so the old one is
 * first moved aside under a name from which {@link sweepAbandoned} brings it back if we are killed in between.
 *
 * @returns the path of `dist/<version>`.
 */
export async function putInPlace(staging: string, dist: string, version: string): Promise<string> {
  const target = join(dist, version);
  const replaced = join(dist, `.replaced-${version}`);
  await exclusively(dist, async () => {
    await rm(replaced, { recursive: true, force: true });
    await rename(target, replaced).catch(insteadOf('ENOENT', undefined));
    await rename(staging, target);
    await rm(replaced, { recursive: true, force: true });
  });
  return target;
}

/** Clears what a killed cut left behind: its scratch folder, and an old release that it had moved aside. */
export async function sweepAbandoned(dist: string): Promise<void> {
  await exclusively(dist, async () => {
    for (const name of await readdir(dist)) {
      const version = replacedName.exec(name)?.[1];
      if (version !== undefined) {
        const target = join(dist, version);
        const finished = await stat(target).then(() => true, () => false);
        await (finished ? rm(join(dist, name), { recursive: true, force: true }) : rename(join(dist, name), target));
      }
      const pid = scratchName.exec(name)?.[1];
      if (pid !== undefined && !isAlive(Number(pid))) await rm(join(dist, name), { recursive: true, force: true });
    }
  });
}

/** Two cuts put their results in place one after the other. */
function exclusively(dist: string, act: () => Promise<void>): Promise<void> {
  return withLock(join(dist, '.put-in-place.lock'), { waitMs: lockWaitMs }, act);
}
