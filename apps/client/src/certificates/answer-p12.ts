import { limits } from '../limits.ts';
import { decodeP12 } from './decode-p12.ts';

/**
 * The reading process: one request on stdin, one answer for stdout. It ends after that, whatever the file did to it.
 *
 * @param input JSON `{p12, password}`, the file in base64.
 * @returns JSON, a P12Answer.
 * @throws RangeError when the request is longer than any that we make.
 */
export async function answerP12(input: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    bytes += chunk.length;
    if (bytes > limits.p12RequestMaxBytes) throw new RangeError(`expected at most ${limits.p12RequestMaxBytes} bytes`);
    chunks.push(chunk);
  }
  const { p12, password } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { readonly p12: string; readonly password: string };
  return JSON.stringify(decodeP12(Buffer.from(p12, 'base64'), password));
}
