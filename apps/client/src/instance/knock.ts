import { request } from 'node:http';
import { limits } from '../limits.ts';
import { screenUrl, ticketPath } from '../ui/addresses.ts';
import type { Instance } from './instance-file.ts';

/**
 * Asks the running instance for a one-time ticket and makes the address that opens its screens.
 * Undefined when nobody answers as it would: it may be starting, stopping, or gone.
 */
export async function knock({ port, secret }: Instance): Promise<string | undefined> {
  try {
    const { formatVersion, ticket } = JSON.parse(await post(port, secret)) as Record<string, unknown>;
    return formatVersion === 1 && typeof ticket === 'string' ? screenUrl(port, ticket) : undefined;
  } catch {
    return undefined;
  }
}

function post(port: number, secret: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${secret}`, 'Content-Length': 0 };
    const signal = AbortSignal.timeout(limits.knockTimeoutMs);
    const question = request({ host: '127.0.0.1', port, path: ticketPath, method: 'POST', agent: false, headers, signal }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => {
        body += text;
        if (body.length <= limits.knockMaxBytes) return;
        reject(new RangeError('the answer is too long'));
        question.destroy();
      });
      answer.on('end', () => (answer.statusCode === 200 ? resolve(body) : reject(new Error(`status ${answer.statusCode ?? 0}`))));
      answer.on('error', reject);
    });
    question.on('error', reject);
    question.end();
  });
}
