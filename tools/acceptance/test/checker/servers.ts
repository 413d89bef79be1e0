import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type Server } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import type { SecureVersion, TLSSocket } from 'node:tls';
import type { ServerCertificate } from '@togo/signing';

/** A server on a loopback port of its own, and what it was asked. */
export interface TestServer extends AsyncDisposable {
  readonly port: number;
  /** Each request as `GET /path`, with whatever could identify the user. */
  readonly requests: string[];
  readonly connections: () => number;
}

export interface TlsOptions {
  readonly min?: SecureVersion;
  readonly max?: SecureVersion;
  readonly ciphers?: string;
  /** Root PEM: demand a client certificate. */
  readonly clientCa?: string;
}

/** Answers like the reception system: the protocol that it negotiated, as JSON. */
export function startTlsServer({ chainPem, keyPem }: ServerCertificate, options: TlsOptions = {}): Promise<TestServer> {
  const requests: string[] = [];
  const server = createHttpsServer(
    {
      cert: chainPem,
      key: keyPem,
      minVersion: options.min ?? 'TLSv1.2',
      maxVersion: options.max ?? 'TLSv1.2',
      ciphers: options.ciphers ?? 'DEFAULT:@SECLEVEL=0',
      ...(options.clientCa === undefined ? {} : { requestCert: true, rejectUnauthorized: true, ca: options.clientCa }),
    },
    answer(requests),
  );
  server.on('tlsClientError', () => undefined);
  return listen(server, requests);
}

export function startHttpServer(): Promise<TestServer> {
  const requests: string[] = [];
  return listen(createHttpServer(answer(requests)), requests);
}

/** Takes connections and never says a word. */
export function startSilentServer(): Promise<TestServer> {
  return listen(createTcpServer(), []);
}

/** Takes connections and drops them at once. */
export function startResettingServer(): Promise<TestServer> {
  return listen(createTcpServer((socket) => socket.destroy()), []);
}

function answer(requests: string[]): RequestListener {
  return (request: IncomingMessage, response: ServerResponse) => {
    const identifying = ['authorization', 'cookie', 'from', 'referer'].flatMap((name) => request.headers[name] ?? []);
    requests.push([request.method, request.url, ...identifying].join(' '));
    const body = JSON.stringify({ formatVersion: 1, protocol: (request.socket as TLSSocket).getProtocol?.() ?? 'none' });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  };
}

async function listen(server: TcpServer | Server, requests: string[]): Promise<TestServer> {
  let connections = 0;
  const open = new Set<{ destroy(): void }>();
  server.on('connection', (socket: Socket) => {
    connections += 1;
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
