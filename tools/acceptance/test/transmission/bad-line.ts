import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What happens to the bytes of the connections that are made from now on. */
export type LineFault =
  | { readonly kind: 'none' }
  /** The line breaks when so many bytes have gone up, or come down. */
  | { readonly kind: 'cut'; readonly direction: 'up' | 'down'; readonly bytes: number }
  | { readonly kind: 'slow'; readonly ms: number };

/** A line between client and server which breaks and slows down as told. It knows nothing of TLS. */
export interface BadLine {
  readonly port: number;
  fault: LineFault;
  /** Port of the server; it changes when the server is started again. */
  target: number;
  /** Connections that were cut. */
  readonly cuts: () => number;
  close(): Promise<void>;
}

export async function openBadLine(): Promise<BadLine> {
  let cuts = 0;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect({ port: line.target, host: '127.0.0.1' });
    const { fault } = line;
    const cut = (): void => {
      cuts += 1;
      near.resetAndDestroy();
      far.resetAndDestroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => {
        sockets.delete(socket);
        (socket === near ? far : near).destroy();
      });
    }
    carry(near, far, 'up', fault, cut);
    carry(far, near, 'down', fault, cut);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const line: BadLine = {
    port: (server.address() as AddressInfo).port,
    fault: { kind: 'none' },
    target: 0,
    cuts: () => cuts,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
  return line;
}

function carry(from: Socket, to: Socket, direction: 'up' | 'down', fault: LineFault, cut: () => void): void {
  let carried = 0;
  const later = (act: () => void): void => {
    if (fault.kind === 'slow') setTimeout(act, fault.ms);
    else act();
  };
  from.on('data', (chunk: Buffer) => {
    const room = fault.kind === 'cut' && fault.direction === direction ? fault.bytes - carried : chunk.length;
    carried += chunk.length;
    if (room < chunk.length) {
      // What has passed arrives before the line is gone.
      to.write(chunk.subarray(0, Math.max(0, room)), () => setImmediate(cut));
      from.pause();
      return;
    }
    later(() => to.write(chunk));
  });
  from.on('end', () => later(() => to.end()));
}
