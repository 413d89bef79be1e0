import type { ConnectionCode, Era, Handshake } from '@togo/tls-policy';

/** What one attempt to connect found out. */
export interface ConnectionReport {
  readonly formatVersion: 1;
  /** True exactly with T-100. */
  readonly ok: boolean;
  readonly code: ConnectionCode;
  readonly host: string;
  readonly port: number;
  /** When the check began, ISO 8601, by the caller's clock. */
  readonly at: string;
  /** Present once a connection was made and judged good. */
  readonly handshake?: Handshake;
  /** What the server said of itself; present exactly with T-100. */
  readonly server?: {
    readonly time: string;
    /** Server's clock minus ours, in whole seconds. */
    readonly skewSeconds: number;
    readonly era: Era;
  };
  /** One English line for support; no secrets. */
  readonly detail: string;
}
