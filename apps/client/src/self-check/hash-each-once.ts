import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** SHA-256 of a file, lower-case hex. The runtime is by far the largest file, and two checks ask for it. */
export type FileHasher = (path: string) => string;

const portionBytes = 1024 * 1024;

/** Reads without yielding: a self-check does nothing else meanwhile, and a stream takes three times as long for the runtime. */
export function hashEachOnce(): FileHasher {
  const hashes = new Map<string, string>();
  return (path) => {
    const hash = hashes.get(path) ?? hashFile(path);
    hashes.set(path, hash);
    return hash;
  };
}

function hashFile(path: string): string {
  const hash = createHash('sha256');
  const portion = Buffer.alloc(portionBytes);
  const file = openSync(path, 'r');
  try {
    for (let bytes = readSync(file, portion); bytes > 0; bytes = readSync(file, portion)) hash.update(portion.subarray(0, bytes));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
