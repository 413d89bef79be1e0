import { request } from 'node:http';
import { limits } from '../limits.ts';
import type { Instance } from './instance-file.ts';

export interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Of the answer. */
  readonly maxBytes: number;
}

/**
 * Asks the running instance, with the secret that only its own user can read. The answer is JSON of format 1.
 *
 * @returns undefined when nobody answers as it would: it may be starting, stopping, or gone.
 */
export async function askInstance(instance: Instance, question: Question): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const answer = JSON.parse(await send(instance, question)) as Record<string, unknown>;
    return answer['formatVersion'] === 1 ? answer : undefined;
  } catch {
    return undefined;
  }
}

function send({ port, secret }: Instance, { method, path, maxBytes }: Question): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${secret}`, 'Content-Length': 0 };
    const signal = AbortSignal.timeout(limits.knockTimeoutMs);
    const question = request({ host: '127.0.0.1', port, path, method, agent: false, headers, signal }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => {
        body += text;
        if (body.length <= maxBytes) return;
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
