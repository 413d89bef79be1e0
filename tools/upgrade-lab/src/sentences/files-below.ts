import { lstat, readFile, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pc } from '@togo/wine-lab';

/** Every file below a folder of the PC and its bytes, by Windows path relative to it; an empty folder ends in a backslash, a link is told as such. */
export async function filesBelow(pc: Pc, folder: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const walk = async (host: string, name: string): Promise<void> => {
    const entries = (await readdir(host)).sort();
    if (entries.length === 0 && name !== '') found.set(`${name}\\`, Buffer.of());
    for (const entry of entries) {
      const [path, shown] = [join(host, entry), name === '' ? entry : `${name}\\${entry}`];
      const stats = await lstat(path);
      if (stats.isDirectory()) await walk(path, shown);
      else found.set(shown, stats.isSymbolicLink() ? Buffer.from(`link to ${await readlink(path)}`) : await readFile(path));
    }
  };
  if (pc.exists(folder)) await walk(pc.hostPath(folder), '');
  return found;
}
