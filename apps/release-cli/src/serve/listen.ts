import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { CodedError } from '@togo/foundation';

export interface Listening {
  readonly port: number;
  /** Stops and drops what is open. */
  close(): Promise<void>;
}

/**
 * Lets a server listen on this machine only.
 *
 * @param port 0 for any free one.
 * @throws CodedError `CANNOT_LISTEN`
 */
export async function listen(server: HttpServer | HttpsServer, port: number): Promise<Listening> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new CodedError('CANNOT_LISTEN', `cannot listen on port ${port} of this machine (${code})`, { cause, hint: 'Choose another --port, or 0 for any free one.' });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
