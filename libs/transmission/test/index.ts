export { createTestPki, type TestIdentity, type TestPki } from './pki.ts';
export { startHttps, startOpenssl, startRawAnswer, startRecorder, startTcp, type Peer } from './servers.ts';
