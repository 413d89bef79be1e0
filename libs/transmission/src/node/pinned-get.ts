import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { limits } from '../protocol/index.ts';
import { ConnectionError } from './connection-error.ts';
import { startDeadline } from './deadline.ts';
import { DeskError } from './desk-error.ts';
import { nameFailure } from './name-failure.ts';
import { openPinnedConnection, type Watch } from './pinned-connection.ts';
import { unusable } from './read-body.ts';
import { usualPatience, type Patience } from './reception-link.ts';
import { sendRequest } from './send-request.ts';
import type { Target } from './target.ts';
import { VerifiedSocketAgent } from './verified-socket-agent.ts';

export interface PinnedGet {
  /** From the first `/`, percent-encoded. */
  readonly path: string;
  /** Product and version, for the server's log. */
  readonly userAgent: string;
  /** So much is worth waiting for; the caller counts. */
  readonly maxBytes: number;
  /** Byte to start with; 0 when absent. A server that knows no ranges is read from the start, and what comes before is left out. */
  readonly from?: number;
  /** Ends it; its reason becomes the error. */
  readonly signal?: AbortSignal;
  readonly patience?: Patience;
}

/**
 * One GET of any server over a pinned connection of its own, as a stream of bytes that ends with an error where the body did not come whole.
 * Nothing is tried twice and no redirect is followed. The connection ends with the stream, or when its reader stops.
 *
 * @returns undefined where the object does not exist: 404, or 403 of a store that tells no one what it lacks.
 * @throws DeskError T-1xx, here or on the way.
 */
export async function pinnedGet(target: Target, ask: PinnedGet): Promise<AsyncIterable<Uint8Array> | undefined> {
  const { path, userAgent, maxBytes, from = 0, signal, patience = usualPatience } = ask;
  const watch: Watch = { phase: 'dns', received: () => new Uint8Array() };
  const deadline = startDeadline(patience.requestMs + (maxBytes / limits.transferMinBytesPerSecond) * 1000, patience.idleMs);
  const stop = signal === undefined ? deadline.signal : AbortSignal.any([deadline.signal, signal]);
  let socket: TLSSocket | undefined;
  const give = (): void => void socket?.destroy(stop.reason as Error);
  stop.addEventListener('abort', give, { once: true });
  const stream: Stream = {
    moved: deadline.moved,
    end: () => {
      stop.removeEventListener('abort', give);
      deadline.clear();
      socket?.destroy();
    },
    explain: (error) => {
      if (signal?.aborted === true) return signal.reason as unknown;
      const { code, detail } = nameFailure(watch, stop.aborted ? stop.reason : error, target.trust);
      return new DeskError(code, `GET ${path}: ${detail}`, { cause: error });
    },
  };
  try {
    ({ socket } = await openPinnedConnection(target, watch, stop));
    stop.throwIfAborted();
    const headers = { 'user-agent': userAgent, accept: '*/*', ...(from === 0 ? {} : { range: `bytes=${from}-` }) };
    const { response } = await sendRequest(new VerifiedSocketAgent(socket), { method: 'GET', host: target.host, path, headers });
    const before = bytesBefore(response, from);
    if (before !== undefined) return bodyOf(response, before, stream);
    stream.end();
    return undefined;
  } catch (error) {
    const told = stream.explain(error);
    stream.end();
    throw told;
  }
}

interface Stream {
  readonly moved: () => void;
  readonly end: () => void;
  readonly explain: (error: unknown) => unknown;
}

/** How many bytes stand before the one that was asked for; undefined where there is no such object. */
function bytesBefore({ statusCode = 0, headers }: IncomingMessage, from: number): number | undefined {
  if (statusCode === 404 || statusCode === 403) return undefined;
  if (statusCode !== 200 && !(statusCode === 206 && from > 0)) throw unusable(`expected status 200${from > 0 ? ' or 206' : ''}, got ${statusCode}`);
  const { 'content-length': length, 'transfer-encoding': transfer, 'content-encoding': encoding = 'identity', 'content-range': range = '' } = headers;
  if (length === undefined && transfer !== 'chunked') throw unusable('expected Content-Length or chunked, got neither');
  if (encoding !== 'identity') throw unusable(`expected the bytes as they are, got ${encoding}`);
  if (statusCode === 200) return from;
  if (!range.startsWith(`bytes ${from}-`)) throw unusable(`expected bytes from ${from} on, got ${range || 'no range'}`);
  return 0;
}

async function* bodyOf(response: IncomingMessage, before: number, { moved, end, explain }: Stream): AsyncGenerator<Uint8Array, void> {
  let left = before;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      moved();
      if (chunk.length > left) yield chunk.subarray(left);
      left = Math.max(0, left - chunk.length);
    }
    if (!response.complete) throw new ConnectionError('BODY_INCOMPLETE', 'the connection ended before the answer did');
  } catch (error) {
    throw explain(error);
  } finally {
    end();
  }
}
