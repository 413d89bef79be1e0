import type { IncomingMessage } from 'node:http';
import type * as z from 'zod/mini';
import { ConnectionError } from './connection-error.ts';

/**
 * A whole body of a declared or chunked length within the limit: one that ends where the connection ends could have been cut short, and
 * nobody would see it.
 *
 * @param moved told for every piece.
 * @throws ConnectionError `HTTP_UNUSABLE` or `BODY_INCOMPLETE`, or what node:http reports.
 */
export async function readBody(response: IncomingMessage, maxBytes: number, moved?: () => void): Promise<Buffer> {
  const { 'content-length': length, 'transfer-encoding': encoding } = response.headers;
  if (length === undefined && encoding !== 'chunked' && response.statusCode !== 204) throw unusable('expected Content-Length or chunked, got neither');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    moved?.();
    size += chunk.length;
    if (size > maxBytes) throw unusable(`expected at most ${maxBytes} bytes, got more`);
    chunks.push(chunk);
  }
  if (!response.complete) throw new ConnectionError('BODY_INCOMPLETE', `expected ${length ?? 'a last chunk'}, the connection ended after ${size} bytes`);
  return Buffer.concat(chunks);
}

/** @param what for the error, as in `GET /v1/handshake`. */
export function readJson<T extends z.ZodMiniType>(body: Uint8Array, schema: T, what: string): z.infer<T> {
  try {
    return schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch (cause) {
    throw new ConnectionError('HTTP_UNUSABLE', `expected the answer of ${what}, got something else`, { cause });
  }
}

export function isType(response: Pick<IncomingMessage, 'headers'>, type: string): boolean {
  return (response.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() === type;
}

export function unusable(message: string): ConnectionError {
  return new ConnectionError('HTTP_UNUSABLE', message);
}
