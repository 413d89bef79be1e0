import type { Clock } from '@togo/foundation';
import { classify, describeFailure, toFailure, type Handshake } from '@togo/tls-policy';
import { handshakeAnswer, limits, type HandshakeAnswer } from '../protocol/index.ts';
import { boundedGet } from './bounded-get.ts';
import { ConnectionError } from './connection-error.ts';
import { openPinnedConnection, type Watch } from './pinned-connection.ts';
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
    const answer = readAnswer(await boundedGet(connection.socket, host, check.path, deadline.signal));
    const middle = (began.getTime() + clock.now().getTime()) / 2;
    const skewSeconds = Math.round((Date.parse(answer.serverTime) - middle) / 1000);
    const server = { time: answer.serverTime, skewSeconds, era: answer.era };
    return { ...base, ok: true, code: 'T-100', handshake, server, detail: `connected ${handshake.protocol} ${handshake.cipher}` };
  } catch (error) {
    const failure = toFailure(watch.phase, error, watch.received(), trust);
    return { ...base, ok: false, code: classify(failure), ...(handshake === undefined ? {} : { handshake }), detail: describeFailure(failure) };
  } finally {
    deadline.clear();
  }
}

function startDeadline(timeoutMs: number): { signal: AbortSignal; clear: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new ConnectionError('DEADLINE_PASSED', `expected an answer within ${timeoutMs} ms`)), timeoutMs);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}

function readAnswer(body: Uint8Array): HandshakeAnswer {
  try {
    return handshakeAnswer.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch (cause) {
    throw new ConnectionError('HTTP_UNUSABLE', 'expected the answer of GET /v1/handshake, got something else', { cause });
  }
}
