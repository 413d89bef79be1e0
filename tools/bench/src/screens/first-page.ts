import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { CodedError } from '@togo/foundation';

export interface FirstPage {
  /** From the line that says where the server listens to the last byte of the page. */
  readonly ms: number;
  readonly page: string;
}

/**
 * Starts a program, follows the address that it prints as a browser does (the address, its cookie, the page behind), and ends the program.
 *
 * @param args of this very Node.
 */
export async function timeFirstPage(args: readonly string[]): Promise<FirstPage> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const end = (): void => void child.kill();
  process.once('exit', end); // a bench that dies takes the program with it
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith('http://')) continue;
      const start = performance.now();
      const opened = await ask(line);
      const [cookie = ''] = opened.headers['set-cookie']?.[0]?.split(';') ?? [];
      const { statusCode, body } = await ask(new URL('/', line).href, cookie);
      const ms = performance.now() - start;
      if (opened.statusCode !== 303 || statusCode !== 200) throw failed(`expected 303 and a page, got ${opened.statusCode} and ${statusCode}:\n${body}`);
      return { ms, page: body };
    }
    throw failed('expected an address on stdout, got none');
  } finally {
    process.off('exit', end);
    end();
    await exited;
  }
}

async function ask(url: string, cookie?: string): Promise<{ statusCode: number | undefined; headers: IncomingMessage['headers']; body: string }> {
  const request = get(url, { agent: false, ...(cookie === undefined ? {} : { headers: { Cookie: cookie } }) });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { statusCode: response.statusCode, headers: response.headers, body: await text(response) };
}

function failed(message: string): CodedError<'BENCH_SCREENS_FAILED'> {
  return new CodedError('BENCH_SCREENS_FAILED', message);
}
