import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Clock } from '@togo/foundation';
import type { Era } from '@togo/tls-policy';
import type { Account } from './store/accounts.ts';
import type { ConnectionLog } from './store/connection-log.ts';

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

/** Writes down every connection twice: for whoever watches the server, and for the count of those who still use old versions. */
export interface ConnectionWatch {
  watch(server: Server): void;
  /** A request came over this connection; `account` once its session is known. */
  heard(socket: Socket, client: string, account?: Account): void;
}

export function watchConnections(clock: Clock, eraNow: () => Era, log: AccessLog, kept: ConnectionLog): ConnectionWatch {
  const known = new WeakMap<Socket, { readonly id: number; client?: string; account?: string | undefined }>();
  const base = (socket: Socket): Circumstances => ({ at: clock.now().toISOString(), peer: socket.remoteAddress ?? '', era: eraNow() });
  return {
    watch: (server) => {
      server.on('secureConnection', (socket: TLSSocket) => {
        const [protocol, cipher] = [socket.getProtocol() ?? 'none', socket.getCipher().name];
        log({ ...base(socket), event: 'connected', protocol, cipher });
        known.set(socket, { id: kept.made(clock.now().getTime(), eraNow(), protocol, cipher) });
      });
      server.on('tlsClientError', (error: NodeJS.ErrnoException, socket: TLSSocket) => {
        const reason = error.code ?? error.message;
        log({ ...base(socket), event: 'refused', reason });
        kept.refused(clock.now().getTime(), eraNow(), reason);
      });
    },
    heard: (socket, client, account) => {
      const connection = known.get(socket);
      const isNews = connection !== undefined && (connection.client !== client || (account !== undefined && connection.account !== account.userId));
      if (!isNews) return;
      connection.client = client;
      connection.account = account?.userId ?? connection.account;
      const facility = account?.kind === 'facility' ? account.facilities[0]?.number : undefined;
      kept.describe(connection.id, client, account === undefined ? undefined : { account: account.userId, facility, prefecture: account.federation.code });
    },
  };
}
