import type { TLSSocket } from 'node:tls';
import { limits } from '../protocol/index.ts';
import { isType, readBody, unusable } from './read-body.ts';
import { sendRequest } from './send-request.ts';
import { VerifiedSocketAgent } from './verified-socket-agent.ts';

/**
 * One GET over a judged connection, which is closed afterwards. Accepts only a whole `200` JSON answer within the limits.
 *
 * @param signal ends the request; its reason becomes the error.
 * @throws ConnectionError `HTTP_UNUSABLE` or `BODY_INCOMPLETE`, or what node:http reports.
 */
export async function boundedGet(socket: TLSSocket, host: string, path: string, signal: AbortSignal): Promise<Uint8Array> {
  const give = (): void => void socket.destroy(signal.reason as Error);
  signal.addEventListener('abort', give, { once: true });
  try {
    signal.throwIfAborted();
    const { response } = await sendRequest(new VerifiedSocketAgent(socket), { method: 'GET', host, path });
    if (response.statusCode !== 200) throw unusable(`expected status 200, got ${response.statusCode ?? 0}`);
    if (!isType(response, 'application/json')) throw unusable(`expected application/json, got ${response.headers['content-type'] ?? 'no type'}`);
    return await readBody(response, limits.bodyMaxBytes);
  } finally {
    signal.removeEventListener('abort', give);
    socket.destroy();
  }
}
