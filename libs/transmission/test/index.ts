export { createTestPki, type TestIdentity, type TestPki } from './pki.ts';
export { startHttps, startOpenssl, startProxy, startRawAnswer, startRecorder, startTcp, tunnelTo, type Peer } from './servers.ts';
