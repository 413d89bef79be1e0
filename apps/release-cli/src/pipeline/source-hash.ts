import { join } from 'node:path';
import { sha256 } from '@togo/foundation';
import { hashFile, listFiles } from '@togo/foundation/files';
import { workspaceRoot } from '../workspace.ts';

/** One hash over the source files below some folders of the workspace; tests do not count, they are not built. */
export async function hashSources(...folders: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const folder of folders) {
    for (const file of await listFiles(join(workspaceRoot, folder))) {
      if (file.endsWith('.test.ts')) continue;
      lines.push(`${await hashFile(join(workspaceRoot, folder, file))} ${folder}/${file}`);
    }
  }
  return sha256(lines.join('\n'));
}

/** Hash of the exact versions of every npm package. */
export async function hashLock(): Promise<string> {
  return hashFile(join(workspaceRoot, 'package-lock.json'));
}
