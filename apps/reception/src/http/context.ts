import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import type { Clock } from '@togo/foundation';
import type { FastifyInstance } from 'fastify';
import type { ConnectionWatch } from '../access-log.ts';
import type { Faults } from '../scenario/faults.ts';
import type { Store } from '../store/open-store.ts';

export type App = FastifyInstance<Server, IncomingMessage, ServerResponse>;

/** How long the results of a file and of a cancellation take, in ms. */
export interface Delays {
  /** From the last byte to 到達. */
  readonly arrivalMs: number;
  /** From 到達 to 受付. */
  readonly acceptanceMs: number;
  readonly cancellationMs: number;
}

/** Whether a client certificate is asked for, and whether it must be there. One that is shown must always be right. */
export type CertificateRule = 'none' | 'optional' | 'required';

/** What every route needs. */
export interface Context {
  readonly store: Store;
  readonly clock: Clock;
  readonly delays: Delays;
  readonly certificates: CertificateRule;
  readonly faults: Faults;
  readonly connections: ConnectionWatch;
}
