import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { contentTypeOf } from '../publish/content-types.ts';

const yearSeconds = 31_536_000;
const minuteSeconds = 60;

/**
 * Answers from an origin folder as the web server in front of a real one does (docs/decisions/0019-origin.md): what never changes may be
 * kept for a year, the timestamp and the pages for a minute. Folders are not listed; what begins with a dot, such as what is being
 * written at this moment, is not there for anybody. One range per request is understood (RFC 9110 §14).
 */
export function folderHandler(root: string): RequestListener {
  return (request, response) => {
    answer(root, request, response).catch(() => response.destroy());
  };
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD', 'content-length': 0 }).end();
    return;
  }
  const key = keyOf(request.url ?? '/');
  const size = key === undefined ? undefined : await sizeOf(root, key);
  if (key === undefined || size === undefined) {
    response.writeHead(404, { 'content-length': 0, 'cache-control': `max-age=${minuteSeconds}` }).end();
    return;
  }
  const range = rangeIn(request.headers.range, size);
  const bytes = range === undefined ? size : range.to - range.from + 1;
  response.writeHead(range === undefined ? 200 : 206, {
    'content-type': contentTypeFor(key),
    'content-length': bytes,
    'accept-ranges': 'bytes',
    'cache-control': isImmutable(key) ? `public, max-age=${yearSeconds}, immutable` : `public, max-age=${minuteSeconds}`,
    ...(range === undefined ? {} : { 'content-range': `bytes ${range.from}-${range.to}/${size}` }),
  });
  if (request.method === 'HEAD' || bytes === 0) response.end();
  else await pipeline(createReadStream(join(root, key), range === undefined ? {} : { start: range.from, end: range.to }), response);
}

/** Undefined for what no object can be called. */
function keyOf(url: string): string | undefined {
  try {
    const key = decodeURIComponent(url.replace(/[?#].*$/s, '').slice(1));
    const parts = (key === '' ? 'index.html' : key).split('/');
    return parts.some((part) => part === '' || part.startsWith('.') || /[\\\0]/.test(part)) ? undefined : parts.join('/');
  } catch {
    return undefined;
  }
}

async function sizeOf(root: string, key: string): Promise<number | undefined> {
  const facts = await lstat(join(root, key)).catch(() => undefined);
  return facts?.isFile() === true ? facts.size : undefined;
}

function rangeIn(header: string | undefined, size: number): { from: number; to: number } | undefined {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || Number(from) >= size) return undefined;
  const last = to === undefined || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return last < Number(from) ? undefined : { from: Number(from), to: last };
}

function isImmutable(key: string): boolean {
  return key.startsWith('targets/') || /^metadata\/\d+\./.test(key);
}

function contentTypeFor(key: string): string {
  if (key.endsWith('.css')) return 'text/css; charset=utf-8';
  return key.endsWith('.svg') ? 'image/svg+xml' : contentTypeOf(key);
}
