import { copyFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Cut } from './cut.ts';

/**
 * Signs a copy of a built executable and remembers what it was before, for the provenance.
 *
 * @returns the path of the signed copy.
 */
export async function signBuilt(cut: Cut, file: string): Promise<string> {
  const copy = join(cut.work, basename(file));
  await copyFile(file, copy);
  const { unsignedSha256 } = await cut.known('signing').sign(copy);
  cut.unsignedDigests.push({ name: basename(file), sha256: unsignedSha256 });
  return copy;
}
