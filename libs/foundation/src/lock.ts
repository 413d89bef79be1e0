import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from './errors.ts';
import { hasCode, insteadOf } from './has-code.ts';

const pauseMs = 200;

export interface LockOptions {
  /** How long to wait for another holder. */
  readonly waitMs: number;
  /** Called once when somebody else holds the lock. */
  readonly onWait?: () => void;
}

/**
 * Lets one process at a time do something on this machine. The lock is a file with the holder's process id,
 * so a lock whose holder was killed is taken over.
 *
 * @throws CodedError `LOCKED` when another process keeps it for longer than `waitMs`.
 */
export async function withLock<T>(path: string, { waitMs, onWait }: LockOptions, act: () => Promise<T>): Promise<T> {
  const mine = `${path}.${process.pid}.${randomBytes(3).toString('hex')}`;
  await writeFile(mine, String(process.pid));
  try {
    // A link appears with its content or not at all, unlike a file that is created and then written.
    for (let waitedMs = 0; !(await take(mine, path)); ) {
      const holder = Number(await readFile(path, 'utf8').catch(() => '0'));
      if (holder > 0 && !isAlive(holder)) {
        await rm(path, { force: true });
        continue;
      }
      if (waitedMs === 0) onWait?.();
      if (waitedMs >= waitMs) {
        throw new CodedError('LOCKED', `process ${holder} holds ${path}`, { hint: 'Wait until it has finished; if it is no process of togo, remove that file.' });
      }
      await sleep(pauseMs);
      waitedMs += pauseMs;
    }
  } finally {
    await rm(mine, { force: true });
  }
  try {
    return await act();
  } finally {
    await rm(path, { force: true });
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function take(mine: string, path: string): Promise<boolean> {
  return link(mine, path).then(() => true, insteadOf('EEXIST', false));
}
