export { handshakeAnswer, handshakePath, type HandshakeAnswer } from './handshake.ts';
export { limits } from './limits.ts';
