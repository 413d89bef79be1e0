import { Agent } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { agentProfile } from '@togo/tls-policy';
import { ConnectionError } from './connection-error.ts';

/**
 * The only agent that requests go through: it has one socket, already judged, so no byte of a request reaches a peer before the
 * checks have passed. An own instance follows no proxy variable. The socket serves one request after another, and when it has ended there
 * is no second one: a new connection is made, and judged, elsewhere.
 */
export class VerifiedSocketAgent extends Agent {
  #socket: TLSSocket | undefined;

  constructor(socket: TLSSocket) {
    super({ ...agentProfile, keepAlive: true, maxSockets: 1 });
    this.#socket = socket;
  }

  override createConnection(): TLSSocket {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket === undefined) throw new ConnectionError('BODY_INCOMPLETE', 'the connection had ended before the request');
    return socket;
  }
}
