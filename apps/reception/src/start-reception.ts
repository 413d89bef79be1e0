import { mkdtemp, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import type { Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@togo/foundation';
import type { Era } from '@togo/tls-policy';
import { watchConnections, type AccessLog } from './access-log.ts';
import { createEraServer, createFixedServer, type Identity, type ServerTls } from './era-server.ts';
import type { CertificateRule, Context, Delays } from './http/context.ts';
import { addRoutes, createApp, type ReportBug } from './http/create-app.ts';
import { addEraGuard } from './http/era-guard.ts';
import { addFaultHooks } from './http/fault-hooks.ts';
import { limits, type Timeouts } from './limits.ts';
import { enterRegister } from './register/enter-register.ts';
import type { Register } from './register/register.ts';
import { eraOf, type Schedule } from './schedule.ts';
import { adjustableClock } from './scenario/adjustable-clock.ts';
import { planFaults } from './scenario/faults.ts';
import { noScenario, type Scenario } from './scenario/scenario.ts';
import { openStore } from './store/open-store.ts';

export interface ReceptionOptions {
  /** One for each kind of key; the first is enough for most. */
  readonly identities: readonly Identity[];
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly log: AccessLog;
  readonly reportBug: ReportBug;
  /** Folder of what it remembers. Without it: a temporary one, gone when it closes. */
  readonly data?: string;
  /** Entered before it listens. */
  readonly register?: Register;
  readonly scenario?: Scenario;
  readonly delays?: Delays;
  /** @see CertificateRule; `ca` is PEM. */
  readonly clientCertificates?: { readonly rule: Exclude<CertificateRule, 'none'>; readonly ca: string };
  readonly timeouts?: Timeouts;
}

export interface Reception {
  readonly port: number;
  /** Ports of the scenario's listeners, in its order. */
  readonly listenerPorts: readonly number[];
  /** Stops listening and drops what is open. */
  close(): Promise<void>;
}

const atOnce: Delays = { arrivalMs: 0, acceptanceMs: 0, cancellationMs: 0 };

/**
 * Starts 電子請求受付システム as far as a client can see it.
 *
 * @throws what node:net reports (`EADDRINUSE`, `EACCES`), or OpenSSL for an unreadable certificate or key; CodedError `DATA_IN_USE`, `DATA_UNKNOWN`.
 */
export async function startReception(options: ReceptionOptions): Promise<Reception> {
  const { identities, host, schedule, scenario = noScenario, timeouts = limits, clientCertificates } = options;
  const clock = adjustableClock(options.clock, scenario.clockOffsetSeconds * 1000);
  const eraNow = (): Era => eraOf(schedule, clock.now());
  const folder = options.data ?? (await mkdtemp(join(tmpdir(), 'togo-reception-')));
  const store = await openStore(folder, clock.now());
  const undo: (() => Promise<void>)[] = [
    async () => (options.data === undefined ? rm(folder, { recursive: true, maxRetries: 3 }) : undefined),
    () => Promise.resolve(store.close()),
  ];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    if (options.register !== undefined) await enterRegister(store, options.register);
    const connections = watchConnections(clock, eraNow, options.log, store.connections);
    const faults = planFaults(scenario.faults);
    const context: Context = { store, clock, faults, connections, delays: options.delays ?? atOnce, certificates: clientCertificates?.rule ?? 'none' };
    const tls: ServerTls = { identities, ...(clientCertificates === undefined ? {} : { clientCa: clientCertificates.ca }) };
    const watched = (server: Server): Server => {
      connections.watch(server);
      return server;
    };
    let handle: RequestListener = () => undefined;
    const app = createApp((listener) => watched(createEraServer(tls, eraNow, timeouts, (handle = listener))), timeouts, options.reportBug);
    const outsideEra = new WeakSet<Socket>();
    addEraGuard(app, outsideEra, clock, schedule);
    addFaultHooks(app, faults, clock);
    addRoutes(app, context);
    await app.ready();
    undo.push(closing(app.server, () => app.close()));
    await app.listen({ host, port: options.port });
    const listenerPorts: number[] = [];
    for (const { port, ...versions } of scenario.listeners) {
      const server = watched(createFixedServer(tls, versions, timeouts, handle));
      server.on('secureConnection', (socket: Socket) => outsideEra.add(socket));
      undo.push(closing(server, () => new Promise((resolve) => server.close(() => resolve()))));
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
      listenerPorts.push(portOf(server));
    }
    return { port: portOf(app.server), listenerPorts, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @returns what closes the server at once: connections that are open are dropped. */
function closing(server: Server, close: () => Promise<void>): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return async () => {
    const closed = close();
    sockets.forEach((socket) => socket.destroy());
    await closed;
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
