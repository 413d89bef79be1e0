import { connect as connectTcp, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { clientProfile, judgeHandshake, type Handshake, type Phase } from '@togo/tls-policy';
import { peerCheck, toError } from './peer-check.ts';
import { openTunnel } from './proxy-tunnel.ts';
import type { Target } from './target.ts';
import { tapWire } from './wire-tap.ts';

export interface PinnedConnection {
  readonly socket: TLSSocket;
  readonly handshake: Handshake;
}

/** Told while a connection is made, so that a failure can be explained by how far it came and what had been heard. */
export interface Watch {
  phase: Phase;
  received: () => Uint8Array;
}

/**
 * Opens one connection with exactly the profile of `target.range` and judges it. Nothing of the environment is read and nothing is tried twice.
 *
 * @param watch kept up to date on the way.
 * @param signal ends the attempt; its reason becomes the error.
 * @throws what node:net and node:tls report, or ConnectionError.
 */
export async function openPinnedConnection(target: Target, watch: Watch, signal: AbortSignal): Promise<PinnedConnection> {
  const { host, port, range, proxy } = target;
  signal.throwIfAborted();
  const first = proxy ?? { host, port };
  watch.phase = isIP(first.host) === 0 ? 'dns' : 'tcp';
  // What TLS writes is whole: waiting for more would only delay the end of a request.
  const tcp = connectTcp({ host: first.host, port: first.port, noDelay: true });
  if (proxy !== undefined) await openTunnel(tcp, host, port, signal);
  const wire = tapWire(tcp);
  watch.received = () => wire.received();
  tcp.once('lookup', (error: Error | null) => {
    if (error === null) watch.phase = 'tcp';
  });
  if (proxy === undefined) tcp.once('connect', () => (watch.phase = 'tls'));
  else watch.phase = 'tls';
  const socket = startTls(target, wire.stream);
  await settled(socket, signal);
  const handshake = { protocol: socket.getProtocol() ?? 'none', cipher: socket.getCipher().name };
  const refusal = toError(judgeHandshake(handshake, range));
  if (refusal !== undefined) {
    socket.destroy();
    throw refusal;
  }
  watch.phase = 'http';
  return { socket, handshake };
}

function startTls({ host, trust, range, clientCertificate }: Target, wire: Duplex): TLSSocket {
  try {
    return connectTls({
      ...clientProfile(range),
      ...clientCertificate,
      ca: [...trust.ca, ...(trust.intermediates ?? [])],
      crl: [...trust.crl],
      checkServerIdentity: peerCheck(trust.pins),
      socket: wire,
      host,
      // RFC 6066 §3: an IP address is not a server name.
      servername: isIP(host) === 0 ? host : '',
    });
  } catch (error) {
    wire.destroy(); // a trust file that OpenSSL cannot read
    throw error;
  }
}

/** Waits for `secureConnect`, which node:tls emits when the chain, the revocation lists and our own check have passed. */
function settled(socket: TLSSocket, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const give = (): void => void socket.destroy(signal.reason as Error);
  signal.addEventListener('abort', give, { once: true });
  socket.once('secureConnect', () => resolve(undefined));
  socket.on('error', reject); // stays: an error after the answer must not become an uncaught one
  return promise.finally(() => signal.removeEventListener('abort', give));
}
