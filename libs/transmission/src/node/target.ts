import type { TlsRange, Trust } from '@togo/tls-policy';

/** Where to connect, and what to believe there. */
export interface Target {
  /** DNS name or IP address. */
  readonly host: string;
  readonly port: number;
  readonly trust: Trust;
  /** The range of this release, from its manifest. */
  readonly range: TlsRange;
  /** Given by the user or by Internet Explorer's settings; nothing of the environment is read. TLS runs through it, end to end. */
  readonly proxy?: ProxyAddress;
  /** Shown to a server that asks for one. */
  readonly clientCertificate?: ClientCertificate;
}

export interface ProxyAddress {
  readonly host: string;
  readonly port: number;
}

/** PEM: the certificate with its intermediates, and its key, decrypted, in memory only. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}
