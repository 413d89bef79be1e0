import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { systemClock } from '@togo/foundation';
import { formatMoment } from '@togo/release';
import { ensureDevPki } from '@togo/signing';
import { developmentKeysDir } from '../development-keys.ts';
import type { Loopback } from '../rehearse/loopback.ts';
import { runReception, type ReceptionLine } from '../rehearse/running-reception.ts';
import { folderHandler } from './folder-handler.ts';
import { listen } from './listen.ts';

export interface ServeOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** The moment at which everything starts. */
  readonly at: Date;
  /** When the reception system stops accepting older TLS, ISO 8601. */
  readonly cutover: string;
}

export interface Serving {
  /** The site; the same server is the origin, below `metadata/` and `targets/`. */
  readonly site: string;
  readonly reception: ReceptionLine;
  close(): Promise<void>;
}

/**
 * Serves an origin with its site over TLS 1.2, and a reception system beside it whose clock starts at the same moment. Certificates are the
 * development ones of this machine.
 *
 * @throws CodedError `CANNOT_LISTEN`, `RECEPTION_FAILED`
 */
export async function serve({ originFolder }: Loopback, { port, at, cutover }: ServeOptions): Promise<Serving> {
  const pki = await ensureDevPki(developmentKeysDir(), systemClock);
  const identities = await Promise.all(pki.reception.identities.map(async ({ certPath, keyPath }) => ({ cert: await readFile(certPath), key: await readFile(keyPath) })));
  // Browsers come too, so TLS 1.3 is offered; the client takes 1.2 whatever is offered.
  const tls = { cert: identities.map(({ cert }) => cert), key: identities.map(({ key }) => key), minVersion: 'TLSv1.2' } as const;
  const server = await listen(createServer(tls, folderHandler(originFolder)), port);
  try {
    const reception = await runReception(['--cutover', cutover, '--now', formatMoment(at), '--demo']);
    return {
      site: `https://localhost:${server.port}/`,
      reception,
      async close() {
        await reception.close();
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}
