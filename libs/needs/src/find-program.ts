import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { privateBinDir } from './cache-dir.ts';

/** Not on everybody's PATH, but debootstrap is there. */
const systemFolders = ['/usr/sbin', '/sbin'];

/** The first executable of that name: ours, then those on the PATH. */
export async function findProgram(name: string): Promise<string | undefined> {
  const folders = [privateBinDir(), ...(process.env['PATH'] ?? '').split(delimiter), ...systemFolders].filter((folder) => folder !== '');
  for (const folder of folders) {
    const path = join(folder, name);
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}
