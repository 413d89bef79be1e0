import { leadsToKnownRoot } from './issuer.ts';
import { readServerFlight } from './server-flight.ts';
import type { Trust } from './trust.ts';

/** The number of TLS 1.2 on the wire. */
export const tls12 = 0x0303;

/** How far a connection had come. */
export type Phase = 'dns' | 'tcp' | 'tls' | 'http';

/** A failed connection as plain data: what `classify` decides on. */
export interface Failure {
  readonly phase: Phase;
  /** Node's, OpenSSL's or our own code: `ECONNREFUSED`, `CERT_REVOKED`, `PIN_MISMATCH`. */
  readonly code?: string;
  /** The OpenSSL error number, eight hexadecimal digits: `0A000102`. */
  readonly openssl?: string;
  readonly message: string;
  /** What the server had said in the clear, where it had said anything. */
  readonly server?: {
    /** Version of its ServerHello or of its alert: `0x0303` is TLS 1.2. */
    readonly version: number;
    readonly certificateRequested: boolean;
    /** Absent when no certificate had come. */
    readonly issuerKnown?: boolean;
  };
}

/**
 * Flattens what Node throws: OpenSSL's number is only in the text, and several addresses tried make an AggregateError.
 *
 * @param received the first bytes that came from the server.
 */
export function toFailure(phase: Phase, error: unknown, received: Uint8Array, trust: Trust): Failure {
  const cause = error instanceof AggregateError && error.errors.length > 0 ? (error.errors as unknown[])[0] : error;
  const message = cause instanceof Error ? cause.message : String(cause);
  const code = readCode(cause);
  const openssl = /error:([0-9A-F]{8}):/.exec(message)?.[1];
  return {
    phase,
    message,
    ...(code === undefined ? {} : { code }),
    ...(openssl === undefined ? {} : { openssl }),
    ...(phase === 'tls' || phase === 'http' ? readServer(received, trust) : {}),
  };
}

function readServer(received: Uint8Array, trust: Trust): Pick<Failure, 'server'> {
  const { version, certificates, certificateRequested } = readServerFlight(received);
  if (version === undefined) return {};
  const issuer = certificates.length === 0 ? {} : { issuerKnown: leadsToKnownRoot(certificates, trust) };
  return { server: { version, certificateRequested, ...issuer } };
}

function readCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** One English line for support: phase, code, OpenSSL number, reason, what the server had said. No control character, no source path of OpenSSL. */
export function describeFailure({ phase, code, openssl, message, server }: Failure): string {
  // "80EB…:error:0A000102:SSL routines:function:unsupported protocol:../deps/openssl/…:1965:"
  const reason = openssl === undefined ? message : (message.split(':')[5] ?? '');
  const line = [phase, code, openssl, reason.slice(0, 240), describeServer(server)].filter((part) => part !== undefined && part !== '').join(' ');
  return line.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 300).trim();
}

/** What may have decided the code and is not in the words of Node. */
function describeServer(server: Failure['server']): string {
  if (server === undefined) return '';
  const remarks = [
    server.version === tls12 ? '' : `server 0x${server.version.toString(16).padStart(4, '0')}`,
    server.issuerKnown === false ? 'issuer unknown' : '',
    server.certificateRequested ? 'certificate requested' : '',
  ].filter((remark) => remark !== '');
  return remarks.length === 0 ? '' : `[${remarks.join(', ')}]`;
}
