import { createServer, type Server } from 'node:https';
import type { RequestListener } from 'node:http';
import { serverProfile, type Era } from '@togo/tls-policy';
import { limits, type Timeouts } from './limits.ts';

/** A server certificate with its intermediates, and its key; both PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

export interface ServerTls {
  /** One for each kind of key: a client takes the one that it can use. */
  readonly identities: readonly Identity[];
  /** Authorities for client certificates, PEM; undefined: none is asked for. */
  readonly clientCa?: string;
}

/**
 * An HTTPS server whose TLS versions follow the era. Each connection gets the era of the moment in which it is accepted, so the server
 * changes over while it runs, and no timer has to fire at the right moment.
 */
export function createEraServer(tls: ServerTls, eraNow: () => Era, timeouts: Timeouts, listener: RequestListener): Server {
  let era = eraNow();
  const certificates = certificateOptions(tls);
  const server = createServer({ ...certificates, ...serverProfile(era), ...serverOptions(timeouts) }, listener);
  // Before node:tls takes the connection, and only then: a context in use by a handshake stays as it is.
  server.prependListener('connection', () => {
    const now = eraNow();
    if (now === era) return;
    era = now;
    server.setSecureContext({ ...certificates, ...serverProfile(era) });
  });
  return bounded(server, timeouts);
}

/** A server outside every era, for the TLS versions that a scenario names. */
export function createFixedServer(tls: ServerTls, versions: Versions, timeouts: Timeouts, listener: RequestListener): Server {
  const options = { ...serverProfile('tls1.0-1.2'), minVersion: versions.min, maxVersion: versions.max, ...serverOptions(timeouts) };
  return bounded(createServer({ ...certificateOptions(tls), ...options }, listener), timeouts);
}

export type TlsVersionName = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
export interface Versions {
  readonly min: TlsVersionName;
  readonly max: TlsVersionName;
}

function certificateOptions({ identities, clientCa }: ServerTls) {
  const own = { cert: identities.map(({ cert }) => cert), key: identities.map(({ key }) => key) };
  // Every certificate may connect; what is wrong with one is said in an answer.
  return clientCa === undefined ? own : { ...own, ca: clientCa, requestCert: true, rejectUnauthorized: false };
}

function serverOptions({ headersTimeoutMs, transferTimeoutMs, timeoutCheckMs }: Timeouts) {
  return {
    handshakeTimeout: limits.handshakeTimeoutMs,
    headersTimeout: headersTimeoutMs,
    requestTimeout: transferTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: timeoutCheckMs,
    maxHeaderSize: limits.headerMaxBytes,
  };
}

function bounded(server: Server, { idleTimeoutMs }: Timeouts): Server {
  server.timeout = idleTimeoutMs;
  server.maxConnections = limits.connectionsMax;
  return server;
}
