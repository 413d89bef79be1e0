import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { ClientError } from '../client-error.ts';

/**
 * Passwords, one line each: typed at a terminal without being shown, else from standard input. Never from the arguments, which every
 * program of the PC can read.
 *
 * @param prompts what is asked, in order.
 * @throws ClientError `R-582` when a line is missing or empty.
 */
export async function readPasswords(prompts: readonly string[]): Promise<readonly string[]> {
  const isTerminal = process.stdin.isTTY;
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: hidden, terminal: isTerminal, crlfDelay: Infinity });
  try {
    const source = lines[Symbol.asyncIterator]();
    const passwords: string[] = [];
    for (const prompt of prompts) {
      if (isTerminal) process.stderr.write(`${prompt}: `);
      const line = await source.next();
      if (isTerminal) process.stderr.write('\n');
      if (line.done === true || line.value === '') throw new ClientError('R-582', `expected a line: ${prompt}`);
      passwords.push(line.value);
    }
    return passwords;
  } finally {
    lines.close();
    process.stdin.pause();
  }
}
