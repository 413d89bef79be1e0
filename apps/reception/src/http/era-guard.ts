import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { InternalError, type Clock } from '@togo/foundation';
import { isInRange, rangeOfEra } from '@togo/tls-policy';
import { handshakePath, type HandshakeAnswer } from '@togo/transmission/protocol';
import { eraOf, type Schedule } from '../schedule.ts';
import type { App } from './context.ts';

/**
 * Lets no request through over a version that the era no longer has, and answers which one a connection has.
 *
 * @param outsideEra connections that a scenario's listener accepted.
 */
export function addEraGuard(app: App, outsideEra: WeakSet<Socket>, clock: Clock, schedule: Schedule): void {
  // A connection from before the cut-over may still be open; its next request comes too late.
  app.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw;
    if (outsideEra.has(socket) || isInRange(negotiated(socket).protocol, rangeOfEra(eraOf(schedule, clock.now())))) return done();
    reply.hijack();
    socket.destroy();
  });
  app.get(handshakePath, { config: { routeName: 'handshake' } }, (request): HandshakeAnswer => {
    const now = clock.now();
    const cutover = schedule.cutover?.toISOString() ?? null;
    return { formatVersion: 1, ...negotiated(request.raw.socket), serverTime: now.toISOString(), era: eraOf(schedule, now), cutover };
  });
}

function negotiated(socket: Socket): { protocol: string; cipher: string } {
  if (!(socket instanceof TLSSocket)) throw new InternalError('a request came without TLS');
  return { protocol: socket.getProtocol() ?? 'none', cipher: socket.getCipher().name };
}
