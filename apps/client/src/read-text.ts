import { open } from 'node:fs/promises';

/**
 * Reads a small UTF-8 file.
 *
 * @throws RangeError when it is longer than `maxBytes`, TypeError when it is no UTF-8, else what node:fs throws.
 */
export async function readText(path: string, maxBytes: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > maxBytes) throw new RangeError(`expected at most ${maxBytes} bytes, got ${size}`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile());
  } finally {
    await file.close();
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
