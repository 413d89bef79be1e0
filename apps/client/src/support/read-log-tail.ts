import { readFile } from 'node:fs/promises';

/** The last lines of a log; none when it cannot be read. */
export async function readLogTail(path: string, linesMax: number): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '').slice(-linesMax);
}
