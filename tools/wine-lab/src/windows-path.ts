import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { LabError } from './errors.ts';

/**
 * A Windows path for a path of this machine. Inside the lab the machine is drive Z:.
 * A path that is a Windows path already stays as it is.
 */
export function windowsPath(path: string): string {
  return posix.isAbsolute(path) ? `Z:${path.replaceAll('/', '\\')}` : path;
}

/**
 * The file of this machine that a Windows path names. Existing parts match whatever their case, as on Windows; the rest is taken as written.
 *
 * @param drive the folder that is drive C:
 * @throws LabError `LAB_BAD_PATH` when the path is not absolute on C: or Z:, or climbs with `..`.
 */
export function hostPath(drive: string, path: string): string {
  const parts = path.replaceAll('/', '\\').split('\\');
  const root = parts.shift()?.toUpperCase();
  if ((root !== 'C:' && root !== 'Z:') || parts.includes('..')) {
    throw new LabError('LAB_BAD_PATH', `expected an absolute Windows path on C: or Z:, got ${path}`, {
      hint: 'Write it like C:\\ProgramData\\KaigoDenso\\settings.json.',
    });
  }
  let found = root === 'C:' ? drive : '/';
  for (const part of parts.filter((name) => name !== '' && name !== '.')) found = join(found, entryNamed(found, part));
  return found;
}

function entryNamed(folder: string, name: string): string {
  try {
    const names = readdirSync(folder);
    return names.includes(name) ? name : (names.find((entry) => entry.toLowerCase() === name.toLowerCase()) ?? name);
  } catch {
    return name;
  }
}
