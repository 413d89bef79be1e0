export { makeToken, readTokenKey } from './token.ts';
export { startTimestampServer, type TimestampServer } from './timestamp-server.ts';
