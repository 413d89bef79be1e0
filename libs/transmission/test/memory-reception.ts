import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { TLSSocket } from 'node:tls';
import {
  cancellationRequest,
  formatContentDigest,
  limits,
  logIn,
  makeProblem,
  parseContentDigest,
  problemType,
  sendHeaders,
  type Notice,
  type ReceptionCode,
  type Session,
  type Transmission,
} from '../src/protocol/index.ts';
import type { TestPki } from './pki.ts';
import { listen, type Peer } from './servers.ts';

export const testUser = 'KJ131370200017';
export const testPassword = 'Himitsu1';
export const testFacility = '1370200017';

export interface Held {
  readonly bytes: Buffer;
  transmission: Transmission;
  revision: number;
}

/** What a test does to a request, at the moment when it has been read whole. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  /** `PUT /v1/transmissions/…`: method and path with the digits left out. */
  readonly route: string;
  /** Does what the server would have done. @param answer where its answer goes; by default to the client. */
  readonly handle: (answer?: ServerResponse) => void;
}

/** A reception system in memory that speaks the protocol properly; a test makes it misbehave. */
export interface MemoryReception extends Peer {
  readonly held: Map<string, Held>;
  /** Every request that came whole, in order: `PUT /v1/transmissions/…`. */
  readonly routes: string[];
  /** TLS versions of all connections. */
  readonly versions: string[];
  readonly notices: (Notice & { readonly content: Buffer })[];
  /** Changes what is told of a transmission, as time or a clerk of the federation would. */
  readonly report: (number: string, changes: Partial<Transmission>) => void;
  session: Session;
  /** When set, decides what happens instead of `visit.handle()`. */
  fault: ((visit: Visit) => void) | undefined;
  /** When set, is told of a request before its body; returns whether it has answered already. */
  early: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
}

export async function startMemoryReception(pki: TestPki, options: ServerOptions = {}): Promise<MemoryReception> {
  const state = emptyState();
  const server = createServer({ cert: pki.good.certPem + pki.issuing.certPem, key: pki.good.keyPem, ...options }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    if (state.early?.(request, response) === true) return;
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const route = `${request.method ?? ''} ${(request.url ?? '').replace(/\d{20}/, '…').replace(/\?.*/, '')}`;
      state.routes.push(route);
      const handle = (to = response): void => answer(state, request, to, body, route);
      if (state.fault === undefined) handle();
      else state.fault({ request, response, body, route, handle });
    });
  });
  server.on('secureConnection', (socket: TLSSocket) => state.versions.push(socket.getProtocol() ?? ''));
  return Object.assign(state, await listen(server));
}

type State = Omit<MemoryReception, keyof Peer>;

function emptyState(): State {
  const closing = { day: 10, time: '24:00' };
  const held = new Map<string, Held>();
  return {
    held,
    routes: [],
    versions: [],
    notices: [],
    report: (number, changes) => {
      const found = held.get(number);
      if (found === undefined) throw new Error(`the reception system does not hold ${number}`);
      found.transmission = { ...found.transmission, ...changes };
      found.revision = nextRevision(held);
    },
    session: {
      formatVersion: 1,
      token: 'a'.repeat(43),
      expiresAt: '2021-04-05T18:00:00+09:00',
      serverTime: '2021-04-05T10:00:00+09:00',
      userId: testUser,
      kind: 'facility',
      facilities: [{ number: testFacility, name: 'みどり', delegated: false }],
      federation: { code: '13', name: '東京都国民健康保険団体連合会', sendUntil: closing, cancelUntil: closing },
      passwordChangeRequired: false,
    },
    fault: undefined,
    early: undefined,
  };
}

function answer(state: State, request: IncomingMessage, response: ServerResponse, body: Buffer, route: string): void {
  const { held, session } = state;
  const { serverTime } = session;
  const number = /\d{20}/.exec(request.url ?? '')?.[0] ?? '';
  if (route === 'POST /v1/session') {
    const { userId, password } = logIn.parse(JSON.parse(body.toString()));
    if (userId !== testUser || password !== testPassword) return refuse(response, 'R-501');
    return sendJson(response, 200, session);
  }
  if (request.headers.authorization !== `Bearer ${session.token}`) return refuse(response, 'R-505');
  const tell = (status: number): void => {
    const found = held.get(number);
    if (found === undefined) return refuse(response, 'R-518');
    sendJson(response, status, { formatVersion: 1, transmission: found.transmission, serverTime });
  };
  switch (route) {
    case 'DELETE /v1/session':
    case 'PUT /v1/password':
      return void response.writeHead(204).end();
    case 'GET /v1/transmissions/…':
      return tell(200);
    case 'PUT /v1/transmissions/…': {
      const digest = createHash('sha256').update(body).digest('base64');
      if (parseContentDigest(String(request.headers['content-digest'])) !== digest) return refuse(response, 'R-513');
      const before = held.get(number);
      if (before !== undefined) return before.transmission.digest === digest ? tell(200) : refuse(response, 'R-512');
      held.set(number, { bytes: body, transmission: received(request, number, body, digest, serverTime), revision: nextRevision(held) });
      return tell(201);
    }
    case 'PUT /v1/transmissions/…/cancellation': {
      const order = cancellationRequest.parse(JSON.parse(body.toString()));
      const found = held.get(number);
      if (found !== undefined) found.transmission = { ...found.transmission, cancellation: { state: 'requested', number: order.number, at: null } };
      return tell(200);
    }
    case 'GET /v1/transmissions': {
      const after = Number(/changedAfter=(\d+)/.exec(request.url ?? '')?.[1] ?? 0);
      const changed = [...held.values()].filter(({ revision }) => revision > after).sort((a, b) => a.revision - b.revision);
      const told = changed.slice(0, limits.transmissionsPerAnswer);
      const answered = { transmissions: told.map(({ transmission }) => transmission), revision: told.at(-1)?.revision ?? after, more: told.length < changed.length };
      return sendJson(response, 200, { formatVersion: 1, ...answered, serverTime });
    }
    case 'GET /v1/notices':
      return sendJson(response, 200, { formatVersion: 1, notices: state.notices.map(({ content: _content, ...notice }) => notice) });
    default:
      return sendNotice(state, request, response);
  }
}

function received(request: IncomingMessage, number: string, body: Buffer, digest: string, receivedAt: string): Transmission {
  const [facility, fileName] = [sendHeaders.facility, sendHeaders.fileName].map((name) => String(request.headers[name]));
  const waiting = { state: 'waiting', at: null } as const;
  const cancellation = { state: 'none', number: null, at: null } as const;
  return { number, facility: facility ?? '', fileName: fileName ?? '', bytes: body.length, digest, receivedAt, arrival: waiting, acceptance: waiting, cancellation, findings: [] };
}

function sendNotice({ notices }: State, request: IncomingMessage, response: ServerResponse): void {
  const found = notices.find(({ id }) => request.url === `/v1/notices/${id}/content`);
  if (found === undefined) return refuse(response, 'R-538');
  const digest = formatContentDigest(createHash('sha256').update(found.content).digest('base64'));
  response.writeHead(200, { 'content-type': found.mediaType, 'content-length': found.content.length, 'content-digest': digest }).end(found.content);
}

export function sendJson(response: ServerResponse, status: number, value: object, type = 'application/json'): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, { 'content-type': type, 'content-length': body.length }).end(body);
}

export function refuse(response: ServerResponse, code: ReceptionCode, more: { readonly until?: string } = {}): void {
  const problem = makeProblem(code, more);
  sendJson(response, problem.status, problem, problemType);
}

function nextRevision(held: ReadonlyMap<string, Held>): number {
  return Math.max(0, ...[...held.values()].map(({ revision }) => revision)) + 1;
}
