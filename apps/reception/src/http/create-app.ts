import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import { limits as protocol, makeProblem, problemType, type Problem } from '@togo/transmission/protocol';
import Fastify, { type FastifyError } from 'fastify';
import type { Timeouts } from '../limits.ts';
import type { App, Context } from './context.ts';
import { noticeRoutes } from './notice-routes.ts';
import { Refusal } from './refusal.ts';
import { resultRoutes } from './result-routes.ts';
import { sendRoute } from './send-route.ts';
import { sessionRoutes } from './session-routes.ts';

export type ReportBug = (error: Error) => void;

/** The addresses of the protocol, all answers but results as problems (RFC 9457), and a deadline for each request. */
export function createApp(makeServer: (listener: RequestListener) => Server, timeouts: Timeouts, reportBug: ReportBug): App {
  /** Requests whose answer is not out yet. */
  const pending = new WeakMap<Socket, number>();
  const count = (socket: Socket, change: number): void => void pending.set(socket, (pending.get(socket) ?? 0) + change);
  const app: App = Fastify<Server, IncomingMessage, ServerResponse>({
    serverFactory: (handler) => makeServer(handler),
    bodyLimit: protocol.requestMaxBytes,
    exposeHeadRoutes: false,
    routerOptions: { onBadUrl: (_path, _request, response) => answer(response, makeProblem('R-538')) },
    clientErrorHandler: (_error, socket) => refuseGarbage(socket, (pending.get(socket) ?? 0) > 0),
  });
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw;
    count(socket, 1);
    const isTransfer = request.routeOptions.config.routeName === 'send';
    const timer = setTimeout(() => socket.destroy(), isTransfer ? timeouts.transferTimeoutMs : timeouts.requestTimeoutMs);
    reply.raw.once('close', () => {
      clearTimeout(timer);
      count(socket, -1);
    });
    void reply.header('cache-control', 'no-store');
    // node:http takes a line without a version for HTTP/0.9.
    done(request.raw.httpVersion === '1.1' ? undefined : new Refusal('R-531', { detail: 'expected HTTP/1.1' }));
  });
  app.setNotFoundHandler(() => {
    throw new Refusal('R-538');
  });
  app.setErrorHandler((error: FastifyError | Refusal | Error, request, reply) => {
    const problem = problemOf(error);
    // A peer that went away within its own request is no bug of ours.
    if (problem.code === 'R-539' && request.raw.complete) reportBug(error);
    // What follows such a head is not read: the connection ends with the answer.
    if (Number(request.headers['content-length'] ?? 0) > protocol.claimFileMaxBytes) void reply.header('connection', 'close');
    void reply.code(problem.status).header('content-type', problemType).send(Buffer.from(JSON.stringify(problem)));
  });
  return app;
}

export function addRoutes(app: App, context: Context): void {
  app.addHook('onRequest', (request, _reply, done) => {
    context.connections.heard(request.raw.socket, request.headers['user-agent'] ?? '');
    done();
  });
  sessionRoutes(app, context);
  resultRoutes(app, context);
  noticeRoutes(app, context);
  void app.register((inner, _options, done) => {
    sendRoute(inner as unknown as App, context);
    done();
  });
}

function problemOf(error: FastifyError | Refusal | Error): Problem {
  if (error instanceof Refusal) return makeProblem(error.code, error.more);
  // Whatever Fastify itself refuses is the form of the request: no JSON, too much of it, another type.
  if ('statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500) return makeProblem('R-531', { detail: error.code });
  return makeProblem('R-539');
}

function answer(response: ServerResponse, problem: Problem): void {
  response.writeHead(problem.status, { 'content-type': problemType, connection: 'close' }).end(JSON.stringify(problem));
}

/** What is no HTTP gets one answer, unless an answer to something earlier is under way: they must not mix. */
function refuseGarbage(socket: Socket, isBusy: boolean): void {
  if (isBusy || !socket.writable) return void socket.destroy();
  const problem = makeProblem('R-531', { detail: 'expected HTTP/1.1' });
  const body = JSON.stringify(problem);
  const headers = [`content-type: ${problemType}`, `content-length: ${Buffer.byteLength(body)}`, 'connection: close'];
  const head = [`HTTP/1.1 ${problem.status} Bad Request`, ...headers, '', ''].join('\r\n');
  socket.end(head + body, () => socket.destroy());
}
