import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { insteadOf } from '@togo/foundation';

const folderForm = /^[0-9a-f]{16}$/;
const fileForm = /^\d{1,3}$/;

/** Makes the folder of one upload, for this user alone. @param parent is made where it is missing. */
export async function makeUploadFolder(parent: string): Promise<string> {
  const folder = join(parent, randomBytes(8).toString('hex'));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Where the file of this position in its form lies, whatever the browser calls it. */
export function uploadedPath(folder: string, position: number): string {
  return join(folder, String(position));
}

/**
 * Removes what a run that was cut off left of its uploads. Only folders and files with our own names: whatever else lies there, and
 * whatever lies behind a link, stays.
 *
 * @throws what the disk says to a file of ours that cannot be removed.
 */
export async function sweepUploads(parent: string): Promise<void> {
  for (const name of await namesIn(parent, folderForm, 'folder')) {
    const folder = join(parent, name);
    for (const file of await namesIn(folder, fileForm, 'file')) await unlink(join(folder, file));
    // Something foreign may lie in it.
    await rmdir(folder).catch(insteadOf('ENOTEMPTY', undefined));
  }
}

async function namesIn(folder: string, form: RegExp, kind: 'folder' | 'file'): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(insteadOf('ENOENT', []));
  return entries.filter((entry) => form.test(entry.name) && (kind === 'folder' ? entry.isDirectory() : entry.isFile())).map(({ name }) => name);
}
