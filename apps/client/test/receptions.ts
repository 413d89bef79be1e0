import type { SecureVersion, TLSSocket } from 'node:tls';
import type { HandshakeAnswer } from '@togo/transmission/protocol';
import { startRawAnswer, type Peer, type TestPki } from '@togo/transmission/testing';

/**
 * A reception system that answers the handshake question with exactly one TLS version.
 *
 * @param aheadSeconds how far its clock is ahead of ours.
 */
export function startReception({ good, issuing }: TestPki, version: SecureVersion, aheadSeconds = 0): Promise<Peer> {
  const only = { minVersion: version, maxVersion: version };
  return startRawAnswer(good.certPem + issuing.certPem, good.keyPem, only, (socket) => socket.end(answerOf(socket, aheadSeconds)));
}

function answerOf(socket: TLSSocket, aheadSeconds: number): string {
  const serverTime = new Date(Date.now() + aheadSeconds * 1000).toISOString();
  const answer: HandshakeAnswer = { formatVersion: 1, protocol: socket.getProtocol() ?? '', cipher: socket.getCipher().name, serverTime, era: 'tls1.2', cutover: null };
  const body = JSON.stringify(answer);
  return `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
}
