import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A claim file that is on the disk, though nobody has accepted it yet. */
export interface StoredFile {
  /** Its name in the folder. */
  readonly storedAs: string;
  readonly bytes: number;
  /** SHA-256, base64. */
  readonly digest: string;
}

export interface ClaimFiles {
  /** Streams a body to the disk. When it returns, the bytes and their name survive a power cut; when it throws, nothing is left. */
  receive(body: AsyncIterable<Uint8Array>): Promise<StoredFile>;
  read(storedAs: string): AsyncIterable<Uint8Array>;
  remove(storedAs: string): Promise<void>;
}

/** @param known the files that belong to an accepted transmission; others were left behind by a killed process. */
export async function claimFiles(folder: string, known: ReadonlySet<string>): Promise<ClaimFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) if (!known.has(name)) await rm(join(folder, name), { force: true });
  const remove = (storedAs: string): Promise<void> => rm(join(folder, storedAs), { force: true });
  return {
    receive: async (body) => {
      const storedAs = `${randomUUID()}.csv`;
      try {
        const facts = await writeDurably(join(folder, storedAs), body);
        await flushFolder(folder);
        return { storedAs, ...facts };
      } catch (error) {
        await remove(storedAs);
        throw error;
      }
    },
    read: (storedAs) => createReadStream(join(folder, storedAs)) as AsyncIterable<Uint8Array>,
    remove,
  };
}

async function writeDurably(path: string, body: AsyncIterable<Uint8Array>): Promise<{ bytes: number; digest: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of body) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, digest: hash.digest('base64') };
}

/** The name of a new file is an entry of its folder, which has to reach the disk too. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
