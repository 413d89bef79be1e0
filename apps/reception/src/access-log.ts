import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Clock } from '@togo/foundation';
import type { Era } from '@togo/tls-policy';

/** One line of the access log: a connection that was made, or refused before it was. */
export type AccessEntry = Circumstances & (Connected | Refused);

interface Circumstances {
  /** ISO 8601, by the server's clock. */
  readonly at: string;
  /** IP address; empty when the peer had already gone. */
  readonly peer: string;
  readonly era: Era;
}

interface Connected {
  readonly event: 'connected';
  readonly protocol: string;
  readonly cipher: string;
}

interface Refused {
  readonly event: 'refused';
  /** Code of Node or OpenSSL, for example `ERR_SSL_UNSUPPORTED_PROTOCOL`. */
  readonly reason: string;
}

export type AccessLog = (entry: AccessEntry) => void;

export function logConnections(server: Server, clock: Clock, eraNow: () => Era, log: AccessLog): void {
  const base = (socket: Socket): Circumstances => ({ at: clock.now().toISOString(), peer: socket.remoteAddress ?? '', era: eraNow() });
  server.on('secureConnection', (socket: TLSSocket) => {
    log({ ...base(socket), event: 'connected', protocol: socket.getProtocol() ?? 'none', cipher: socket.getCipher().name });
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket: TLSSocket) => {
    log({ ...base(socket), event: 'refused', reason: error.code ?? error.message });
  });
}
