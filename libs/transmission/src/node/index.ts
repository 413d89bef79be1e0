export { checkConnection, type ConnectionCheck } from './check-connection.ts';
export type { ConfirmedFile, Desk, DeskOptions, ExchangeReport, LastExchange } from './desk.ts';
export { DeskError, type DeskCode } from './desk-error.ts';
export { openDesk } from './open-desk.ts';
export type { Patience } from './reception-link.ts';
export type { ConnectionReport } from './report.ts';
export { proveOutbox } from './spool/prove-outbox.ts';
export type { KeptNotice } from './spool/spool.ts';
export type { ClientCertificate, ProxyAddress, Target } from './target.ts';
