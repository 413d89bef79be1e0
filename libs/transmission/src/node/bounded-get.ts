import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { limits } from '../protocol/index.ts';
import { ConnectionError } from './connection-error.ts';
import { VerifiedSocketAgent } from './verified-socket-agent.ts';

/**
 * One GET over a judged connection, which is closed afterwards. Accepts only a whole `200` JSON answer of a declared or chunked length within
 * the limits: an answer that ends where the connection ends could have been cut short, and nobody would see it.
 *
 * @param signal ends the request; its reason becomes the error.
 * @throws ConnectionError `HTTP_UNUSABLE` or `BODY_INCOMPLETE`, or what node:http reports.
 */
export async function boundedGet(socket: TLSSocket, host: string, path: string, signal: AbortSignal): Promise<Uint8Array> {
  const give = (): void => void socket.destroy(signal.reason as Error);
  signal.addEventListener('abort', give, { once: true });
  try {
    signal.throwIfAborted();
    return await readBody(await getResponse(socket, host, path));
  } finally {
    signal.removeEventListener('abort', give);
    socket.destroy();
  }
}

function getResponse(socket: TLSSocket, host: string, path: string): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = { accept: 'application/json', 'accept-encoding': 'identity' };
  request({ agent: new VerifiedSocketAgent(socket), method: 'GET', host, path, headers, maxHeaderSize: limits.headerMaxBytes, insecureHTTPParser: false })
    .on('response', resolve)
    .on('upgrade', () => reject(unusable('expected an answer, got an upgrade')))
    .on('error', reject)
    .end();
  return promise;
}

async function readBody(response: IncomingMessage): Promise<Uint8Array> {
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': encoding } = response.headers;
  if (response.statusCode !== 200) throw unusable(`expected status 200, got ${response.statusCode ?? 0}`);
  if (!/^application\/json(?:;|$)/i.test(type ?? '')) throw unusable(`expected application/json, got ${type ?? 'no type'}`);
  if (length === undefined && encoding !== 'chunked') throw unusable('expected Content-Length or chunked, got neither');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limits.bodyMaxBytes) throw unusable(`expected at most ${limits.bodyMaxBytes} bytes, got more`);
    chunks.push(chunk);
  }
  if (!response.complete) throw new ConnectionError('BODY_INCOMPLETE', `expected ${length ?? 'a last chunk'}, the connection ended after ${size} bytes`);
  return Buffer.concat(chunks);
}

function unusable(message: string): ConnectionError {
  return new ConnectionError('HTTP_UNUSABLE', message);
}
