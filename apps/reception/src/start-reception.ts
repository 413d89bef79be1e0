import type { Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { InternalError, type Clock } from '@togo/foundation';
import { eraAt, isInRange, rangeOfEra, type Era } from '@togo/tls-policy';
import { handshakePath, type HandshakeAnswer } from '@togo/transmission/protocol';
import Fastify from 'fastify';
import { logConnections, type AccessLog } from './access-log.ts';
import { createEraServer, type Identity } from './era-server.ts';
import { limits } from './limits.ts';

export interface ReceptionOptions {
  readonly identity: Identity;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly log: AccessLog;
}

/** When TLS 1.2 becomes the only version; a forced era stays, whatever the time. */
export type Schedule = { readonly cutover: Date; readonly forced?: Era } | { readonly cutover?: Date; readonly forced: Era };

export interface Reception {
  readonly port: number;
  /** Stops listening and drops what is open. */
  close(): Promise<void>;
}

/**
 * Starts 電子請求受付システム as far as a client can see it.
 *
 * @throws what node:net reports (`EADDRINUSE`, `EACCES`), or OpenSSL for an unreadable certificate or key.
 */
export async function startReception({ identity, host, port, clock, schedule, log }: ReceptionOptions): Promise<Reception> {
  const eraNow = (): Era => eraOf(schedule, clock.now());
  const sockets = new Set<Socket>();
  const app = Fastify<Server>({
    serverFactory: (handler) => {
      const server = createEraServer(identity, eraNow, handler);
      server.on('connection', (socket: Socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
      });
      logConnections(server, clock, eraNow, log);
      return server;
    },
    bodyLimit: limits.bodyMaxBytes,
  });
  // A connection from before the cut-over may still be open; its next request comes too late.
  app.addHook('onRequest', (request, reply, done) => {
    if (isInRange(negotiated(request.raw.socket).protocol, rangeOfEra(eraNow()))) return done();
    reply.hijack();
    request.raw.socket.destroy();
  });
  app.get(handshakePath, (request): HandshakeAnswer => {
    const now = clock.now();
    const cutover = schedule.cutover?.toISOString() ?? null;
    return { formatVersion: 1, ...negotiated(request.raw.socket), serverTime: now.toISOString(), era: eraOf(schedule, now), cutover };
  });
  await app.listen({ host, port });
  return {
    port: (app.server.address() as AddressInfo).port,
    close: async () => {
      const closed = app.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

export function eraOf(schedule: Schedule, now: Date): Era {
  return schedule.forced ?? eraAt(now, schedule.cutover);
}

function negotiated(socket: Socket): { protocol: string; cipher: string } {
  if (!(socket instanceof TLSSocket)) throw new InternalError('a request came without TLS');
  return { protocol: socket.getProtocol() ?? 'none', cipher: socket.getCipher().name };
}
