import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { connect, createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { createServer as createTlsServer, type TlsOptions, type TLSSocket } from 'node:tls';
import type { HandshakeAnswer } from '../src/protocol/index.ts';
import type { TestIdentity } from './pki.ts';

/** A peer on 127.0.0.1, and the way to end it. */
export interface Peer {
  readonly port: number;
  close(): Promise<void>;
}

/** openssl s_server, which waits for one connection after another until it is closed. */
export async function startOpenssl(
  { certPath, keyPath }: Pick<TestIdentity, 'certPath' | 'keyPath'>,
  chainPath: string,
  args: readonly string[],
): Promise<Peer> {
  const always = ['s_server', '-www', '-accept', '127.0.0.1:0', '-cert', certPath, '-cert_chain', chainPath, '-key', keyPath];
  const server = spawn('openssl', [...always, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(server, 'exit');
  const end = (): void => void server.kill();
  process.once('exit', end); // a test that dies takes its servers with it
  let said = '';
  server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  for await (const line of createInterface({ input: server.stdout })) {
    const port = /^ACCEPT 127\.0\.0\.1:(\d+)$/.exec(line)?.[1];
    if (port === undefined) continue;
    server.stdout.resume();
    return {
      port: Number(port),
      close: async () => {
        process.off('exit', end);
        end();
        await exited;
      },
    };
  }
  throw new Error(`openssl s_server ${args.join(' ')} did not start: ${said}`);
}

/** An HTTPS server of today's shape that answers the protocol properly; what a test changes is its certificate. */
export async function startHttps(certPem: string, keyPem: string, options: ServerOptions = {}): Promise<Peer> {
  const server = createHttpsServer({ cert: certPem, key: keyPem, honorCipherOrder: false, ...options }, (request, response) => {
    const socket = request.socket as TLSSocket;
    const serverTime = '2021-04-19T01:00:00.000Z';
    const seen = { protocol: socket.getProtocol() ?? '', cipher: socket.getCipher().name };
    const answer: HandshakeAnswer = { formatVersion: 1, ...seen, serverTime, era: 'tls1.2', cutover: null };
    const body = JSON.stringify(answer);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  });
  return await listen(server);
}

/** What a server does when the first bytes of a request have come. */
export type RawAnswer = (socket: TLSSocket, first: Buffer, wire: Socket) => void;

/** A TLS server whose answer to the first request is up to the test. */
export async function startRawAnswer(certPem: string, keyPem: string, options: TlsOptions, answer: RawAnswer): Promise<Peer> {
  const wires = new Map<number | undefined, Socket>();
  const server = createTlsServer({ cert: certPem, key: keyPem, ...options }, (socket) => {
    const wire = wires.get(socket.remotePort);
    if (wire === undefined) throw new Error('a TLS connection without a TCP connection below it');
    socket.on('error', () => undefined);
    socket.once('data', (first: Buffer) => answer(socket, first, wire));
  });
  server.on('connection', (wire: Socket) => wires.set(wire.remotePort, wire));
  return await listen(server);
}

/** A TCP server that does not know TLS. */
export async function startTcp(serve: (socket: Socket) => void): Promise<Peer> {
  return await listen(
    createTcpServer((socket) => {
      socket.on('error', () => undefined);
      serve(socket);
    }),
  );
}

/** A proxy that asks `decide` what to do with a CONNECT. */
export async function startProxy(decide: (socket: Socket, authority: string) => void): Promise<Peer> {
  return await startTcp((socket) => socket.once('data', (head) => decide(socket, /^CONNECT (\S+) HTTP\/1\.1\r\n/.exec(head.toString())?.[1] ?? '')));
}

/** What a good proxy does, wherever it was asked to go. */
export function tunnelTo(port: number): (socket: Socket) => void {
  return (socket) => {
    const onward = connect({ port, host: '127.0.0.1' }, () => {
      socket.write('HTTP/1.1 200 Connection established\r\nProxy-Agent: test\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
  };
}

/** A TCP server that keeps the first bytes that a client sends, then hangs up. */
export async function startRecorder(): Promise<Peer & { readonly received: Promise<Buffer> }> {
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  const peer = await startTcp((socket) =>
    socket.once('data', (bytes) => {
      resolve(bytes);
      socket.end();
    }),
  );
  return { ...peer, received: promise };
}

/** Starts a server on a free port of 127.0.0.1. */
export async function listen(server: Server): Promise<Peer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
