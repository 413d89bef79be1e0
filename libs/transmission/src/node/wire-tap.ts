import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { limits } from '@togo/tls-policy';

/** A TCP socket as a plain stream, and a copy of the first bytes that came through it. */
export interface TappedWire {
  readonly stream: Duplex;
  /** What the peer has sent so far, up to `limits.serverFlightMaxBytes`. */
  received(): Uint8Array;
}

/**
 * Puts a stream between TCP and TLS. node:tls tells only OpenSSL's error, and one alert stands for "my TLS is too old", "no common
 * cipher" and "where is your certificate"; the bytes in the clear before it tell which.
 */
export function tapWire(socket: Socket): TappedWire {
  const kept: Buffer[] = [];
  let room: number = limits.serverFlightMaxBytes;
  const stream = new Duplex({
    read: () => void socket.resume(),
    write: (chunk: Buffer, _encoding, done) => void socket.write(chunk, done),
    final: (done) => void socket.end(done),
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (chunk: Buffer) => {
    if (room > 0) kept.push(chunk.subarray(0, room));
    room -= chunk.length;
    if (!stream.push(chunk)) socket.pause();
  });
  socket.on('end', () => stream.push(null));
  socket.on('error', (error) => stream.destroy(error));
  socket.on('close', () => stream.destroy());
  return { stream, received: () => Buffer.concat(kept) };
}
