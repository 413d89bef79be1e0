import type { IncomingHttpHeaders } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { isReceptionCode, limits, problem, problemType } from '../protocol/index.ts';
import { startDeadline } from './deadline.ts';
import { DeskError } from './desk-error.ts';
import { nameFailure } from './name-failure.ts';
import { openPinnedConnection, type Watch } from './pinned-connection.ts';
import { isType, readBody, readJson, unusable } from './read-body.ts';
import { sendRequest, type Request } from './send-request.ts';
import type { Target } from './target.ts';
import { VerifiedSocketAgent } from './verified-socket-agent.ts';

/** How long to wait, in milliseconds. */
export interface Patience {
  /** For a whole request and its answer, the transfer of a file not counted. */
  readonly requestMs: number;
  /** For the next byte of a transfer. */
  readonly idleMs: number;
}

export const usualPatience: Patience = { requestMs: limits.requestTimeoutMs, idleMs: limits.idleTimeoutMs };

export interface Ask extends Omit<Request, 'host'> {
  /** Of the answer. */
  readonly maxBytes: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * One request after another over one pinned connection. When it has ended, the next request opens another, with exactly the same checks.
 * Nothing is ever repeated here: whoever asks knows what may be repeated.
 */
export class ReceptionLink {
  readonly #target: Target;
  readonly #userAgent: string;
  readonly #patience: Patience;
  readonly #cancel: AbortSignal | undefined;
  #live: { readonly socket: TLSSocket; readonly agent: VerifiedSocketAgent } | undefined;

  /** @param cancel ends the present request and refuses later ones. */
  constructor(target: Target, userAgent: string, patience: Patience, cancel?: AbortSignal) {
    this.#target = target;
    this.#userAgent = userAgent;
    this.#patience = patience;
    this.#cancel = cancel;
  }

  /**
   * @param sent share of the body that has left, 0 to 1.
   * @throws DeskError T-1xx when no whole, well-formed answer came: what the server did is then not known. R-5xx when it refused.
   */
  async ask(ask: Ask, sent?: (share: number) => void): Promise<Answer> {
    const watch: Watch = { phase: this.#isOpen() ? 'http' : 'dns', received: () => new Uint8Array() };
    const transferBytes = (ask.body?.bytes ?? 0) + (ask.maxBytes > limits.answerMaxBytes ? ask.maxBytes : 0);
    const { requestMs, idleMs } = this.#patience;
    const deadline = startDeadline(requestMs + (transferBytes / limits.transferMinBytesPerSecond) * 1000, transferBytes === 0 ? undefined : idleMs);
    const signal = this.#cancel === undefined ? deadline.signal : AbortSignal.any([deadline.signal, this.#cancel]);
    try {
      const { socket, agent } = await this.#open(watch, signal);
      return await this.#exchange(socket, agent, ask, signal, deadline.moved, sent);
    } catch (error) {
      this.close();
      if (error instanceof DeskError) throw error;
      if (this.#cancel?.aborted === true) throw new DeskError('T-113', 'stopped by the user', { cause: error });
      const { code, detail } = nameFailure(watch, error, this.#target.trust);
      throw new DeskError(code, detail, { cause: error });
    } finally {
      deadline.clear();
    }
  }

  close(): void {
    this.#live?.socket.destroy();
    this.#live = undefined;
  }

  #isOpen(): boolean {
    return this.#live !== undefined && !this.#live.socket.destroyed && this.#live.socket.readable && this.#live.socket.writable;
  }

  async #open(watch: Watch, signal: AbortSignal): Promise<{ readonly socket: TLSSocket; readonly agent: VerifiedSocketAgent }> {
    signal.throwIfAborted();
    if (this.#live !== undefined && this.#isOpen()) return this.#live;
    this.close();
    const { socket } = await openPinnedConnection(this.#target, watch, signal);
    this.#live = { socket, agent: new VerifiedSocketAgent(socket) };
    return this.#live;
  }

  async #exchange(socket: TLSSocket, agent: VerifiedSocketAgent, ask: Ask, signal: AbortSignal, moved: () => void, sent?: (share: number) => void): Promise<Answer> {
    const give = (): void => void socket.destroy(signal.reason as Error);
    signal.addEventListener('abort', give, { once: true });
    try {
      signal.throwIfAborted();
      const headers = { 'user-agent': this.#userAgent, ...ask.headers };
      let left = 0;
      const { response, sentWhole } = await sendRequest(agent, { ...ask, host: this.#target.host, headers }, (bytes) => {
        moved();
        left += bytes;
        sent?.(left / (ask.body?.bytes ?? left));
      });
      const status = response.statusCode ?? 0;
      const isProblem = isType(response, problemType);
      if (!isProblem && (status < 200 || status > 299)) throw unusable(`expected an answer or a problem, got status ${status}`);
      const body = await readBody(response, isProblem ? limits.answerMaxBytes : ask.maxBytes, moved);
      if (!sentWhole) this.close();
      if (isProblem) throw toDeskError(body, status, `${ask.method} ${ask.path}`);
      return { status, headers: response.headers, body };
    } finally {
      signal.removeEventListener('abort', give);
    }
  }
}

function toDeskError(body: Buffer, status: number, what: string): DeskError {
  const told = readJson(body, problem, what);
  if (!isReceptionCode(told.code)) throw unusable(`expected a code that we know, got ${told.code} with status ${status}`);
  return new DeskError(told.code, `${what}: ${told.title}${told.detail === undefined ? '' : `: ${told.detail}`}`, { until: told.until });
}
