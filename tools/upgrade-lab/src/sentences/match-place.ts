import { readdirSync } from 'node:fs';
import { mkdir, rename, symlink } from 'node:fs/promises';
import type { Pc } from '@togo/wine-lab';
import { UpgradeLabError } from '../errors.ts';
import { labFolder } from '../pc/places.ts';

/** A path in which `*` stands for a folder's whole name: the first one there is, in order. */
export function matchPlace(pc: Pc, path: string): string {
  const [before = '', after] = path.split('\\*', 2);
  if (after === undefined) return path;
  const [name] = readdirSync(pc.hostPath(before)).sort();
  if (name === undefined) throw new UpgradeLabError('SCENARIO_INVALID', `${before} is empty, so ${path} names nothing`);
  return `${before}\\${name}${after}`;
}

/** The folder that a link leads to holds a file that is none of our business. */
export const linkTarget = 'C:\\家族の写真';

export async function putLink(pc: Pc, place: string): Promise<void> {
  await pc.write(`${linkTarget}\\運動会.jpg`, '大切な写真');
  await mkdir(pc.hostPath(labFolder), { recursive: true });
  await rename(pc.hostPath(place), pc.hostPath(`${labFolder}\\moved`));
  await symlink(pc.hostPath(linkTarget), pc.hostPath(place));
}
