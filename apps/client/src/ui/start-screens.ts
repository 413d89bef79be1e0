import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InternalError, type Clock } from '@togo/foundation';
import type { ClientService } from '../client-service.ts';
import { limits } from '../limits.ts';
import type { Log } from '../log.ts';
import { screenUrl } from './addresses.ts';
import { sendAnswer } from './answer.ts';
import { dispatch, type Instance } from './dispatch.ts';
import { makeSecrets } from './secrets.ts';

/** The local screens while they run. */
export interface Screens {
  readonly port: number;
  /** For `instance.json`. */
  readonly knockSecret: string;
  /** A fresh address that opens the screens once. */
  readonly issueUrl: () => string;
  /** Stops at once. */
  readonly stop: () => void;
  /** Settled when the port is free again. */
  readonly stopped: Promise<void>;
}

/** Opens the screens on a free port of this PC's loopback address, where no other machine reaches them. */
export async function startScreens(service: ClientService, clock: Clock, log: Log): Promise<Screens> {
  const secrets = makeSecrets(clock);
  let port = 0;
  const server = createServer({ maxHeaderSize: limits.headerMaxBytes, requestTimeout: limits.requestTimeoutMs, headersTimeout: limits.headersTimeoutMs });
  server.maxConnections = limits.connectionsMax;
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  let isLeaving = false;
  let inHand = 0;
  const quit = (): void => {
    isLeaving = true;
    // Time for the last page to fetch its style sheet.
    setTimeout(stop, limits.farewellMs);
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    inHand += 1;
    response.once('close', () => (inHand -= 1));
    const leave = (): void => {
      isLeaving = true;
      response.once('close', stop);
    };
    const instance: Instance = { port, service, secrets, log, quit, leave, isLeaving, hasOthers: inHand > 1 };
    dispatch(instance, request)
      .then((answer) => sendAnswer(response, answer, request.method !== 'HEAD'))
      .catch((error: unknown) => {
        log.write('bug', { stack: String(error) });
        response.destroy();
      });
  });
  const stopped = new Promise<void>((resolve) => void server.once('close', resolve));
  port = await listen(server);
  return { port, knockSecret: secrets.knock, issueUrl: () => screenUrl(port, secrets.tickets.issue()), stop, stopped };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address: AddressInfo | string | null = server.address();
      if (address === null || typeof address === 'string') return reject(new InternalError('a TCP server has an address'));
      return resolve(address.port);
    });
  });
}
