import type { Clock, Progress } from '@togo/foundation';
import type { Session } from '../protocol/index.ts';
import type { Ledger } from './ledger.ts';
import type { ReceptionClient } from './reception-client.ts';
import type { Spool } from './spool/spool.ts';

/** What the steps of one exchange share. */
export interface ExchangeContext {
  readonly ledger: Ledger;
  readonly spool: Spool;
  readonly client: ReceptionClient;
  readonly session: Session;
  readonly clock: Clock;
  readonly progress: Progress;
  /** Filled as the exchange goes on, so that one that breaks off tells what it had done. */
  readonly tally: ExchangeTally;
}

export interface ExchangeTally {
  readonly sent: Set<string>;
  readonly changed: Set<string>;
  server?: { readonly time: string; readonly skewSeconds: number };
}
