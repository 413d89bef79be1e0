import { limits as protocol } from '@togo/transmission/protocol';

const day = 24 * 60 * 60 * 1000;

/** Every limit of the reference server that the protocol does not set, with its unit. */
export const limits = {
  handshakeTimeoutMs: 10_000,
  headersTimeoutMs: 10_000,
  /** From the first byte of a request to the last of its answer. */
  requestTimeoutMs: protocol.requestTimeoutMs,
  /** The same for a claim file, which may come over a slow line. */
  transferTimeoutMs: 15 * 60_000,
  /** Without a byte in either direction. */
  idleTimeoutMs: protocol.idleTimeoutMs,
  keepAliveTimeoutMs: 15_000,
  /** How often node:http looks for requests that take too long. */
  timeoutCheckMs: 1_000,
  headerMaxBytes: protocol.headerMaxBytes,
  connectionsMax: 512,
  /** Part of the longest answer that is filled; the rest is for what stands around the list. */
  answerFillBytes: protocol.answerMaxBytes * 0.9,
  /** Lines of the connection log are thrown away after this time. */
  connectionLogMs: 400 * day,
  /** scrypt: 16 MiB and some ten milliseconds for each guess. */
  passwordHash: { cost: 16_384, blockSize: 8, parallelization: 1, keyBytes: 32, saltBytes: 16 },
  /** How long another connection to the same SQLite file is waited for. */
  databaseBusyMs: 5_000,
  registerMaxBytes: 1024 * 1024,
} as const;

/** Those limits that a test shortens, since no test waits for real time. */
export type Timeouts = Readonly<Record<'headersTimeoutMs' | 'requestTimeoutMs' | 'transferTimeoutMs' | 'idleTimeoutMs' | 'timeoutCheckMs', number>>;
