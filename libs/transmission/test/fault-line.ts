import { connect, createServer, type Socket } from 'node:net';
import { listen, type Peer } from './servers.ts';

export type Direction = 'up' | 'down';

/** One byte of what goes up to the server, or comes down from it, arrives as another one. */
export interface ByteFault {
  readonly direction: Direction;
  readonly position: number;
  /** 1 to 255. */
  readonly xor: number;
}

/** What one connection carried. */
export interface Carried {
  /** As the two ends sent it. */
  readonly up: Buffer[];
  readonly down: Buffer[];
  /** Whether the byte of the fault has passed. */
  hit: boolean;
}

/** A line between client and server that changes what it is told to change. It knows nothing of TLS. */
export interface FaultLine extends Peer {
  /** For the connections that are made from now on. */
  fault: ByteFault | undefined;
  /** By the latest connection. */
  carried: Carried;
}

/** @param target port of the server. */
export async function openFaultLine(target: number): Promise<FaultLine> {
  const server = createServer({ noDelay: true }, (near) => {
    const carried: Carried = { up: [], down: [], hit: false };
    line.carried = carried;
    const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
    near.on('error', () => undefined).on('close', () => far.destroy());
    far.on('error', () => undefined).on('close', () => near.destroy());
    carry(near, far, 'up', line.fault, carried);
    carry(far, near, 'down', line.fault, carried);
  });
  const line: FaultLine = { ...(await listen(server)), fault: undefined, carried: { up: [], down: [], hit: false } };
  return line;
}

function carry(from: Socket, to: Socket, direction: Direction, fault: ByteFault | undefined, carried: Carried): void {
  let passed = 0;
  from.on('data', (chunk: Buffer) => {
    carried[direction].push(Buffer.from(chunk));
    const place = fault?.direction === direction ? fault.position - passed : -1;
    passed += chunk.length;
    if (fault !== undefined && place >= 0 && place < chunk.length) {
      chunk.writeUInt8(chunk.readUInt8(place) ^ fault.xor, place);
      carried.hit = true;
    }
    to.write(chunk);
  });
  from.on('end', () => to.end());
}
