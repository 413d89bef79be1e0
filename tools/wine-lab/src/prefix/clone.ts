import { copyFileSync, linkSync, lstatSync, mkdirSync, readdirSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** Windows' own programs and data: large, and never written by what we test. Text that programs do write (`win.ini`) is not among them. */
function isWindowsOwn(path: string): boolean {
  return /^drive_c\/(windows|Program Files( \(x86\))?)\//.test(path) && !/\.(ini|inf|log|txt|xml)$/i.test(path);
}

/**
 * A prefix of its own: Windows' own files are symbolic links into the original, everything else is copied with its times.
 * A clone of a clone takes a tenth of a second, because it shares those links (a second name for a link costs no new inode; nobody can edit a link).
 *
 * Inside the box the original is mounted read-only: as on a real Windows, its own files cannot be written, made writable or deleted;
 * new ones can be put beside them. (Hard links would let a program that clears a read-only attribute spoil every PC.)
 */
export function clonePrefix(original: string, prefix: string): void {
  mkdirSync(prefix, { recursive: true });
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(original, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name);
      const [from, to] = [join(original, path), join(prefix, path)];
      if (entry.isDirectory()) {
        mkdirSync(to);
        walk(path);
      } else if (entry.isSymbolicLink()) linkSync(from, to);
      else if (isWindowsOwn(path)) symlinkSync(from, to);
      else copyWithTimes(from, to);
    }
  };
  walk('');
}

function copyWithTimes(from: string, to: string): void {
  copyFileSync(from, to);
  const { atime, mtime } = lstatSync(from);
  utimesSync(to, atime, mtime);
}
