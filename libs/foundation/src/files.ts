import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { insteadOf } from './has-code.ts';

/** Node's own 64 KB cost a 32-bit runtime more than the hashing does. */
const portionBytes = 1_048_576;

/** SHA-256 of a file's bytes, read as a stream. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: portionBytes }), hash);
  return hash.digest('hex');
}

/** Every file below a folder, as sorted paths with forward slashes relative to it. Links are not followed. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).split(sep).join('/'))
    .sort();
}

/** Copies a file. @returns whether there is one. */
export function copyIfThere(from: string, to: string): Promise<boolean> {
  return copyFile(from, to).then(() => true, insteadOf('ENOENT', false));
}

/** Replaces a file so that a reader, or a power cut, meets the old bytes or the new ones and never a mixture. */
export async function writeAtomic(path: string, data: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
