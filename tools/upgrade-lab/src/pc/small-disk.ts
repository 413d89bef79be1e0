import { mkdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { run } from '@togo/foundation/run';
import type { Pc } from '@togo/wine-lab';
import { limits } from '../limits.ts';

const marker = 'TOGO_LAB_OWN_MOUNTS';

/**
 * Begins this process anew in a mount space of its own: what it mounts is seen by nobody else and goes with it, however it ends.
 * That takes no right that the box of a PC does not take as well.
 */
export function haveOwnMounts(): void {
  if (process.env[marker] !== undefined) return;
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const command = ['unshare', '--mount', ...asRoot, process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  process.execve?.('/usr/bin/unshare', command, { ...process.env, [marker]: 'yes' });
}

/** Drive C: of a PC that is not switched on moves to a disk of its own in memory, which can be filled without harm to anybody. */
export async function giveSmallDisk({ drive }: Pc): Promise<void> {
  if (process.env[marker] === undefined) return;
  const before = `${drive}.before`;
  await rename(drive, before);
  await mkdir(drive);
  await run('mount', ['-t', 'tmpfs', '-o', `size=${limits.diskBytes},mode=755`, 'tmpfs', drive]);
  await run('cp', ['--archive', `${before}/.`, drive]);
  await rm(before, { recursive: true });
}

/** Of a PC that is switched off. */
export async function takeSmallDisk({ drive }: Pc): Promise<void> {
  if ((await stat(drive)).dev !== (await stat(dirname(drive))).dev) await run('umount', [drive]);
}

/** A PC whose disk is that of the machine must never be filled. */
export async function hasSmallDisk({ drive }: Pc): Promise<boolean> {
  const { bsize, blocks } = await statfs(drive);
  return bsize * blocks <= limits.diskBytes;
}
