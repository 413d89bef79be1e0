import { execFile } from 'node:child_process';
import { ClientError } from '../client-error.ts';
import { limits } from '../limits.ts';
import { openContent, parseP12Answer, type P12Content } from './p12-answer.ts';
import type { P12Reader } from './p12-reader.ts';

/**
 * Reads a .p12 file in a process of its own: what comes from outside meets node-forge there, not here. File and password go in
 * over stdin; neither is ever an argument, an environment variable or a line of the log.
 *
 * @throws ClientError `C-701` wrong password, `C-702` no .p12 file or a damaged one, `C-710` too large, `C-711` the process did not finish.
 */
export async function readP12(reader: P12Reader, bytes: Uint8Array, password: string): Promise<P12Content> {
  if (bytes.length > limits.p12MaxBytes) throw new ClientError('C-710', `expected at most ${limits.p12MaxBytes} bytes, got ${bytes.length}`);
  const said = await ask(reader, JSON.stringify({ p12: Buffer.from(bytes).toString('base64'), password }));
  const answer = understand(said, () => parseP12Answer(said), 'C-711');
  if (!answer.ok) throw new ClientError(answer.why === 'password' ? 'C-701' : 'C-702', `the reading process says: ${answer.why}`);
  return understand(said, () => openContent(answer), 'C-702');
}

/** Neither the cause nor the output goes on: they may hold a key. */
function understand<T>(said: string, read: () => T, code: 'C-702' | 'C-711'): T {
  try {
    return read();
  } catch (error) {
    throw new ClientError(code, `the reading process said ${said.length} characters that are of no use (${error instanceof Error ? error.name : 'unknown'})`);
  }
}

function ask({ exe, args, timeoutMs }: P12Reader, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    // Windows adds the few variables without which no program starts (SystemRoot and its like), and no other.
    const options = { env: {}, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: limits.p12AnswerMaxBytes, encoding: 'utf8', windowsHide: true } as const;
    const child = execFile(exe, [...args], options, (error, stdout) => {
      if (error === null) return resolve(stdout);
      const how = error.killed === true ? 'killed' : String(error.code ?? error.signal);
      const bounds = `at most ${timeoutMs} ms and ${limits.p12AnswerMaxBytes} bytes`;
      return reject(new ClientError('C-711', `the reading process ended before its answer: ${how}, ${bounds}`));
    });
    // A process that has gone already does not take its request; how it went is told above.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(request);
  });
}
