import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { limits } from '../protocol/index.ts';
import { unusable } from './read-body.ts';
import type { VerifiedSocketAgent } from './verified-socket-agent.ts';

const sliceBytes = 64 * 1024;

export interface Request {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly host: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: RequestBody;
}

export interface RequestBody {
  readonly type: string;
  readonly bytes: number;
  /** Read only as fast as the connection takes it. */
  readonly chunks: Iterable<Uint8Array>;
}

export interface Reply {
  readonly response: IncomingMessage;
  /** False when the server answered before it had taken the whole body: nothing more can be asked on this connection. */
  readonly sentWhole: boolean;
}

/**
 * One request over a judged socket, up to the head of its answer. No redirect is followed and nothing is repeated.
 *
 * @param moved told the size of every piece of the body.
 * @throws ConnectionError `HTTP_UNUSABLE` for an answer that is none, or what node:http reports.
 */
export async function sendRequest(agent: VerifiedSocketAgent, { method, host, path, headers, body }: Request, moved?: (bytes: number) => void): Promise<Reply> {
  const { promise: answered, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const always = { accept: 'application/json, application/problem+json', 'accept-encoding': 'identity' };
  const entity = body === undefined ? {} : { 'content-type': body.type, 'content-length': String(body.bytes) };
  const outgoing = request({
    agent,
    method,
    host,
    path,
    headers: { ...always, ...entity, ...headers },
    maxHeaderSize: limits.headerMaxBytes,
    insecureHTTPParser: false,
  })
    .on('response', resolve)
    .on('upgrade', () => reject(unusable('expected an answer, got an upgrade')))
    .on('error', reject);
  if (body === undefined) {
    outgoing.end();
    return { response: await answered, sentWhole: true };
  }
  // An early answer counts; whatever becomes of the rest of the body then does not.
  writeBody(outgoing, body.chunks, moved).catch(reject);
  const response = await answered;
  return { response, sentWhole: outgoing.writableFinished };
}

/** In slices, so that a slow line shows a sign of life long before it has taken a whole piece. */
async function writeBody(outgoing: ClientRequest, chunks: Iterable<Uint8Array>, moved?: (bytes: number) => void): Promise<void> {
  for (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += sliceBytes) {
      const slice = chunk.subarray(start, start + sliceBytes);
      moved?.(slice.length);
      if (!outgoing.write(slice)) await once(outgoing, 'drain');
    }
  }
  outgoing.end();
}
