import { createServer, type Server } from 'node:https';
import type { RequestListener } from 'node:http';
import { serverProfile, type Era } from '@togo/tls-policy';
import { limits } from './limits.ts';

/** The server's certificate with its intermediates, and its key; both PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/**
 * An HTTPS server whose TLS versions follow the era. Each connection gets the era of the moment in which it is accepted, so the server
 * changes over while it runs, and no timer has to fire at the right moment.
 */
export function createEraServer(identity: Identity, eraNow: () => Era, listener: RequestListener): Server {
  let era = eraNow();
  const timeouts = { handshakeTimeout: limits.handshakeTimeoutMs, requestTimeout: limits.requestTimeoutMs, keepAliveTimeout: limits.keepAliveTimeoutMs };
  const server = createServer({ ...identity, ...serverProfile(era), ...timeouts, maxHeaderSize: limits.headerMaxBytes }, listener);
  // Before node:tls takes the connection, and only then: a context in use by a handshake stays as it is.
  server.prependListener('connection', () => {
    const now = eraNow();
    if (now === era) return;
    era = now;
    server.setSecureContext({ ...identity, ...serverProfile(era) });
  });
  return server;
}
