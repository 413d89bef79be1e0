import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Changes } from '../changes.ts';

interface Entry {
  readonly kind: 'file' | 'folder';
  readonly stamp: string;
  /** SHA-256 of the content, taken when first asked for. */
  readonly hash: () => string;
}

/** Drive C: at one moment: Windows paths → what lay there. */
export type FileScan = ReadonlyMap<string, Entry>;

/**
 * Looks at every file and folder of drive C:.
 *
 * Windows' own files are links into the template (see `clone.ts`): their bytes can be read there even after the PC has replaced them,
 * so they are hashed only when a comparison asks. All others are hashed now, unless the previous scan saw the same size and time.
 */
export function scanDrive(drive: string, previous?: FileScan): FileScan {
  const entries = new Map<string, Entry>();
  const walk = (folder: string): void => {
    for (const item of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, item.name);
      const name = `C:${path.slice(drive.length).replaceAll('/', '\\')}`;
      if (item.isDirectory()) {
        entries.set(name, { kind: 'folder', stamp: '', hash: () => '' });
        walk(path);
        continue;
      }
      const stats = lstatSync(path);
      const stamp = `${stats.size} ${stats.mtimeMs} ${stats.ino}`;
      const seen = previous?.get(name);
      entries.set(name, seen?.stamp === stamp ? seen : { kind: 'file', stamp, hash: stats.isSymbolicLink() ? linkHasher(path) : hasher(path) });
    }
  };
  walk(drive);
  return entries;
}

function linkHasher(path: string): () => string {
  const target = readlinkSync(path);
  return () => hashOf(target);
}

function hasher(path: string): () => string {
  const hash = hashOf(path);
  return () => hash;
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** What differs between two scans. A folder is named (with a closing backslash) only when it came or went. */
export function diffFiles(before: FileScan, after: FileScan): Changes {
  const added = [...after].filter(([name]) => !before.has(name)).map(shown);
  const removed = [...before].filter(([name]) => !after.has(name)).map(shown);
  const changed = [...after].filter(([name, entry]) => {
    const was = before.get(name);
    return was !== undefined && was !== entry && was.stamp !== entry.stamp && was.hash() !== entry.hash();
  });
  return { added: added.sort(), changed: changed.map(shown).sort(), removed: removed.sort() };
}

function shown([name, entry]: readonly [string, Entry]): string {
  return entry.kind === 'folder' ? `${name}\\` : name;
}
