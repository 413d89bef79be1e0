import type { Clock } from '@togo/foundation';
import type { Handshake } from '@togo/tls-policy';
import { skewSeconds } from '../outbox/index.ts';
import { handshakeAnswer, limits } from '../protocol/index.ts';
import { boundedGet } from './bounded-get.ts';
import { startDeadline } from './deadline.ts';
import { nameFailure } from './name-failure.ts';
import { openPinnedConnection, type Watch } from './pinned-connection.ts';
import { readJson } from './read-body.ts';
import type { ConnectionReport } from './report.ts';
import type { Target } from './target.ts';

export interface ConnectionCheck extends Target {
  /** Usually `handshakePath`. */
  readonly path: string;
  /** For everything together, in milliseconds. Default: `limits.timeoutMs`. */
  readonly timeoutMs?: number;
  readonly clock: Clock;
}

/**
 * Makes one real connection with the pinned profile, asks the reception system what it saw, and reports.
 * One attempt: a refusal is never followed by a weaker one.
 *
 * @returns a report in every case: what is neither the network's nor the peer's doing (a port that is none) has the code T-199.
 */
export async function checkConnection(check: ConnectionCheck): Promise<ConnectionReport> {
  const { host, port, trust, clock } = check;
  const began = clock.now();
  const base = { formatVersion: 1, host, port, at: began.toISOString() } as const;
  const watch: Watch = { phase: 'dns', received: () => new Uint8Array() };
  const deadline = startDeadline(check.timeoutMs ?? limits.timeoutMs);
  let handshake: Handshake | undefined;
  try {
    const connection = await openPinnedConnection(check, watch, deadline.signal);
    handshake = connection.handshake;
    const answer = readJson(await boundedGet(connection.socket, host, check.path, deadline.signal), handshakeAnswer, `GET ${check.path}`);
    const server = { time: answer.serverTime, skewSeconds: skewSeconds(answer.serverTime, began, clock.now()), era: answer.era };
    return { ...base, ok: true, code: 'T-100', handshake, server, detail: `connected ${handshake.protocol} ${handshake.cipher}` };
  } catch (error) {
    return { ...base, ok: false, ...nameFailure(watch, error, trust), ...(handshake === undefined ? {} : { handshake }) };
  } finally {
    deadline.clear();
  }
}
