import { readFile } from 'node:fs/promises';
import { connect, createServer, type Server, type TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { developmentPki } from '../../src/dev-pki.ts';

export interface OldPath extends AsyncDisposable {
  readonly port: number;
}

const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;

/** A device between facility and reception system that opens TLS and knows nothing newer than 1.1, towards either side. */
export async function openOldPath(receptionPort: number): Promise<OldPath> {
  const { identities: [rsa] } = (await developmentPki()).reception;
  const server: Server = createServer({ ...old, cert: await readFile(rsa.certPath), key: await readFile(rsa.keyPath) });
  const open = new Set<TLSSocket>();
  const keep = (socket: TLSSocket): void => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  server.on('secureConnection', (near) => {
    // Its own trust is no part of the story.
    const far = connect({ ...old, host: '127.0.0.1', port: receptionPort, servername: 'localhost', rejectUnauthorized: false });
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      keep(socket);
      socket.once('error', () => other.destroy());
      socket.once('close', () => other.destroy());
      socket.pipe(other);
    }
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      open.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
}
