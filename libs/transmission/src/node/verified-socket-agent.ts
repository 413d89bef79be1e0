import { Agent } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { agentProfile } from '@togo/tls-policy';

/**
 * The only agent that requests go through: it has one socket, already judged, so no byte of a request reaches a peer before the
 * checks have passed. An own instance follows no proxy variable, and nothing is kept for a second request.
 */
export class VerifiedSocketAgent extends Agent {
  readonly #socket: TLSSocket;

  constructor(socket: TLSSocket) {
    super(agentProfile);
    this.#socket = socket;
  }

  override createConnection(): TLSSocket {
    return this.#socket;
  }
}
