export { checkConnection, type ConnectionCheck } from './check-connection.ts';
export type { ConnectionReport } from './report.ts';
