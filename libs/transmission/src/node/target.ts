import type { TlsRange, Trust } from '@togo/tls-policy';

/** Where to connect, and what to believe there. */
export interface Target {
  /** DNS name or IP address. */
  readonly host: string;
  readonly port: number;
  readonly trust: Trust;
  /** The range of this release, from its manifest. */
  readonly range: TlsRange;
}
