import { isIPv6, type Socket } from 'node:net';
import { limits } from '../protocol/index.ts';
import { ConnectionError } from './connection-error.ts';

/**
 * Asks a proxy for a tunnel (RFC 9110 §9.3.6). What follows on the socket goes to the target itself; TLS is judged there as without a proxy.
 *
 * @param signal ends the attempt; its reason becomes the error.
 * @throws ConnectionError `PROXY_FAILED` when it is not reached, refuses (407: it wants a password), or answers anything else.
 */
export async function openTunnel(tcp: Socket, host: string, port: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  let answer = Buffer.alloc(0);
  const read = (chunk: Buffer): void => {
    answer = Buffer.concat([answer, chunk]);
    const end = answer.indexOf('\r\n\r\n');
    if (end === -1 && answer.length <= limits.headerMaxBytes) return;
    const fault = judge(answer.toString('latin1', 0, Math.min(answer.length, 200)), end === answer.length - 4);
    if (fault === undefined) resolve(undefined);
    else reject(new ConnectionError('PROXY_FAILED', fault));
  };
  const fail = (cause: Error): void => reject(new ConnectionError('PROXY_FAILED', `the proxy was not reached: ${cause.message}`, { cause }));
  const hangUp = (): void => reject(new ConnectionError('PROXY_FAILED', 'the proxy hung up'));
  const give = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', give, { once: true });
  tcp.on('error', fail); // stays: an error after the answer must not become an uncaught one
  tcp.once('connect', () => tcp.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`));
  tcp.on('data', read).once('close', hangUp);
  try {
    await promise;
  } catch (error) {
    tcp.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', give);
    tcp.pause().off('data', read).off('close', hangUp);
  }
}

/** @returns what is wrong with the answer. Bytes behind the header are not the target's: TLS has not begun. */
function judge(start: string, endsWithHeader: boolean): string | undefined {
  const status = /^HTTP\/1\.[01] (\d{3})(?: |\r)/.exec(start)?.[1];
  if (status === undefined) return 'expected an HTTP answer of the proxy, got something else';
  if (status === '407') return 'the proxy wants a password of its own (407)';
  if (!status.startsWith('2')) return `the proxy refused the connection (${status})`;
  return endsWithHeader ? undefined : 'expected a tunnel, the proxy spoke itself';
}
