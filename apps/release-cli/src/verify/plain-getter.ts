import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { fileURLToPath } from 'node:url';
import { CodedError } from '@togo/foundation';
import type { Getter, GetOptions } from '@togo/trust/node';

const maxRedirects = 5;

/**
 * Gets objects of repositories that are not ours: https with the authorities that Node knows, http, or a folder. TUF verifies what comes;
 * our TLS pin is for our own servers and knows no other.
 */
export const plainGetter: Getter = async (url, options) =>
  new URL(url).protocol === 'file:' ? readFileFrom(fileURLToPath(url), options) : request(url, options, maxRedirects);

async function readFileFrom(path: string, { from = 0, signal }: GetOptions): Promise<AsyncIterable<Uint8Array> | undefined> {
  const isThere = await stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
  return isThere ? createReadStream(path, { start: from, ...(signal === undefined ? {} : { signal }) }) : undefined;
}

async function request(url: string, options: GetOptions, redirects: number): Promise<AsyncIterable<Uint8Array> | undefined> {
  const { from = 0, signal } = options;
  const response = await ask(url, from, signal);
  const status = response.statusCode ?? 0;
  if (status === 200) return skip(response, from);
  if (status === 206) return response;
  response.resume();
  if (status === 404 || status === 403) return undefined;
  const { location } = response.headers;
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) throw new CodedError('HTTP_STATUS', `${url}: expected status 200, got ${status}`);
  const next = new URL(location, url);
  if (redirects === 0) throw new CodedError('HTTP_STATUS', `${url}: expected at most ${maxRedirects} redirections`);
  if (next.protocol !== 'https:' && next.protocol !== new URL(url).protocol) throw new CodedError('HTTP_STATUS', `${url}: redirected to ${next.protocol}//`);
  return request(next.href, options, redirects - 1);
}

function ask(url: string, from: number, signal: AbortSignal | undefined): Promise<IncomingMessage> {
  const get = new URL(url).protocol === 'https:' ? httpsGet : httpGet;
  const headers = from === 0 ? {} : { range: `bytes=${from}-` };
  return new Promise((resolve, reject) => {
    get(url, { headers, ...(signal === undefined ? {} : { signal }) }, resolve).once('error', reject);
  });
}

/** For servers that ignore ranges. */
async function* skip(body: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const portion of body) {
    if (portion.length > left) yield portion.subarray(left);
    left = Math.max(0, left - portion.length);
  }
}
