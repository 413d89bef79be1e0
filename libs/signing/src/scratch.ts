import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Gives a private folder (mode 0700) inside `parent` to `use` and removes it afterwards, whatever happens. */
export async function withScratch<T>(parent: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(parent, '.togo-signing-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
