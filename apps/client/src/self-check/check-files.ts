import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from '@togo/release/manifest';
import type { FileHasher } from './hash-each-once.ts';

const namedAtMost = 5;

/**
 * Compares every installed file of every layer with the manifest.
 *
 * @param programDir this version's folder; the installation folder is two above it (ARCHITECTURE §3).
 */
export async function checkFiles(manifest: Manifest, programDir: string, hashFile: FileHasher): Promise<{ ok: boolean; detail: string }> {
  const installDir = join(programDir, '..', '..');
  const faults: string[] = [];
  let count = 0;
  for (const layer of manifest.layers) {
    for (const file of layer.files) {
      count += 1;
      const path = join(...layer.target.split('\\'), ...file.path.split('/'));
      const fault = await compare(join(installDir, path), file, hashFile);
      if (fault !== undefined) faults.push(`${path}: ${fault}`);
    }
  }
  if (faults.length === 0) return { ok: true, detail: `${count} files as released` };
  return { ok: false, detail: `${faults.length} of ${count} files: ${faults.slice(0, namedAtMost).join('; ')}` };
}

async function compare(path: string, { bytes, sha256 }: { readonly bytes: number; readonly sha256: string }, hashFile: FileHasher): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    if (size !== bytes) return `expected ${bytes} bytes, got ${size}`;
    const got = hashFile(path);
    return got === sha256 ? undefined : `expected SHA-256 ${sha256}, got ${got}`;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
