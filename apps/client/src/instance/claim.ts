import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@togo/foundation';
import { ClientError } from '../client-error.ts';
import { limits } from '../limits.ts';
import { instancePath, readInstance, removeInstance } from './instance-file.ts';
import { knock } from './knock.ts';
import { tryLock, type Lock } from './lock.ts';

export type Claim =
  /** This process is the one that runs. */
  | { readonly kind: 'first'; readonly lock: Lock }
  /** Another one runs; its screens open at `url`, once. */
  | { readonly kind: 'running'; readonly url: string };

/**
 * Decides whether this process runs or shows the one that does. The lock alone decides: what a dead one left in
 * `instance.json` is swept away by the next that gets the lock.
 *
 * @param stateDir this user's folder; made when it is missing.
 * @throws ClientError `I-484` when one runs that does not answer, `I-485` when the folder cannot be used.
 */
export async function claimInstance(stateDir: string, clock: Clock): Promise<Claim> {
  const file = instancePath(stateDir);
  const end = clock.now().getTime() + limits.claimMs;
  do {
    const lock = await takeLock(stateDir);
    if (lock !== undefined) {
      await removeInstance(file);
      return { kind: 'first', lock };
    }
    // The owner has the lock before it has a port, and keeps it until it has let go of the port: ask again until it settles.
    const instance = await readInstance(file);
    const url = instance === undefined ? undefined : await knock(instance);
    if (url !== undefined) return { kind: 'running', url };
    await pause(limits.claimPauseMs);
  } while (clock.now().getTime() < end);
  throw new ClientError('I-484', 'another instance holds the lock and does not answer');
}

async function takeLock(stateDir: string): Promise<Lock | undefined> {
  try {
    await mkdir(stateDir, { recursive: true, mode: 0o700 });
    return await tryLock(join(stateDir, 'instance.lock'));
  } catch (cause) {
    throw new ClientError('I-485', `state folder: ${String(cause)}`, { cause });
  }
}
