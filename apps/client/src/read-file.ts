import { open } from 'node:fs/promises';
import { hasCode } from '@togo/foundation';

/**
 * Reads a small file.
 *
 * @throws RangeError when it is longer than `maxBytes`, TypeError when it is no plain file, else what node:fs throws.
 */
export async function readBytes(path: string, maxBytes: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new TypeError('expected a plain file');
    if (stats.size > maxBytes) throw new RangeError(`expected at most ${maxBytes} bytes, got ${stats.size}`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/**
 * Reads a small UTF-8 file.
 *
 * @throws as `readBytes`, and TypeError when it is no UTF-8.
 */
export async function readText(path: string, maxBytes: number): Promise<string> {
  return new TextDecoder('utf-8', { fatal: true }).decode(await readBytes(path, maxBytes));
}

export function isMissing(error: unknown): boolean {
  return hasCode(error, 'ENOENT');
}

/** Windows: another program has the file open and lets nobody read it. */
export function isInUse(error: unknown): boolean {
  return hasCode(error, 'EBUSY');
}
