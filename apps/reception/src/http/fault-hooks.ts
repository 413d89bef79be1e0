import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { AdjustableClock } from '../scenario/adjustable-clock.ts';
import type { Faults } from '../scenario/faults.ts';
import type { RouteName } from '../scenario/scenario.ts';
import type { App } from './context.ts';
import { Refusal } from './refusal.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly routeName?: RouteName;
  }
}

/** Carries out what the scenario says, before a request is read and after its answer is made. */
export function addFaultHooks(app: App, faults: Faults, clock: AdjustableClock): void {
  app.addHook('onRequest', async (request, reply) => {
    const route = request.routeOptions.config.routeName;
    if (route === undefined) return;
    faults.meet(request, route);
    clock.shift((faults.of(request, 'shift-clock')?.seconds ?? 0) * 1000);
    if (faults.of(request, 'drop-before-body') !== undefined) {
      reply.hijack();
      request.raw.socket.destroy();
      return;
    }
    const refused = faults.of(request, 'refuse');
    if (refused !== undefined) throw new Refusal(refused.code, { detail: 'by the scenario' });
    const status = faults.of(request, 'status');
    if (status !== undefined) await reply.code(status.status).type('text/html').send('<h1>Bad Gateway</h1>');
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const slow = faults.of(request, 'slow');
    if (slow !== undefined) await sleep(slow.ms);
    if (faults.of(request, 'drop-after-body') !== undefined) request.raw.socket.destroy();
    if (faults.of(request, 'duplicate-answer') !== undefined) repeatAfter(reply, payload);
    return faults.of(request, 'cut-answer') === undefined ? payload : cut(reply, payload);
  });
}

function repeatAfter(reply: FastifyReply, payload: unknown): void {
  const body = bytesOf(payload);
  const { socket } = reply.request.raw;
  // First of all listeners: node:http's own may end the connection.
  reply.raw.prependOnceListener('finish', () => {
    const headers = { ...reply.getHeaders(), 'content-length': body.length };
    const head = [`HTTP/1.1 ${reply.statusCode} Again`, ...Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`), '', ''].join('\r\n');
    socket.write(Buffer.concat([Buffer.from(head), body]));
  });
}

/** Half of what Content-Length promises; the broken stream then ends the connection. */
function cut(reply: FastifyReply, payload: unknown): Readable {
  const body = bytesOf(payload);
  reply.header('content-length', body.length);
  const half = body.subarray(0, body.length / 2);
  let given = false;
  return new Readable({
    read() {
      if (given) this.destroy(new Error('cut by the scenario'));
      else this.push(half);
      given = true;
    },
  });
}

function bytesOf(payload: unknown): Buffer {
  return payload instanceof Uint8Array ? Buffer.from(payload) : Buffer.from(typeof payload === 'string' ? payload : '');
}
