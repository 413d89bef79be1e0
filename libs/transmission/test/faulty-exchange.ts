import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { Server } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { openFaultLine, type ByteFault, type Carried, type FaultLine } from './fault-line.ts';
import { listen, type Peer } from './servers.ts';

/** What a client is to ask; no two are alike. */
export interface Question {
  readonly path: string;
  readonly body: Buffer;
}

/** What a client made of it: the bytes of the answer, or the code of its refusal. */
export type Heard = { readonly answer: Buffer } | { readonly code: string };

/** One exchange with at most one changed byte, seen from all three places. */
export interface Exchange {
  readonly question: Question;
  readonly heard: Heard;
  /** Every request that the server acted on. */
  readonly handled: readonly Handled[];
  readonly carried: Carried;
}

export interface Handled {
  readonly protocol: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
  /** What it answered. */
  readonly answer: Buffer;
}

/** A server and a line to it, for one exchange after another. */
export interface FaultyPlace {
  readonly exchange: (fault?: ByteFault) => Promise<Exchange>;
  close(): Promise<void>;
}

/**
 * @param serve makes the server from what it is to do with a request.
 * @param ask asks by way of the port, and always comes back.
 */
export async function openFaultyPlace(serve: (act: RequestListener) => Server, ask: (port: number, question: Question) => Promise<Heard>): Promise<FaultyPlace> {
  let handled: Handled[] = [];
  const byPort = new Map<number | undefined, Handled[]>();
  const server = serve((request, response) => {
    const record = byPort.get(request.socket.remotePort);
    void readWhole(request).then((body) => {
      const answer = Buffer.from(JSON.stringify({ told: randomBytes(400).toString('hex') }));
      record?.push({ protocol: (request.socket as Partial<TLSSocket>).getProtocol?.() ?? 'none', path: request.url ?? '', headers: request.rawHeaders, body, answer });
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer);
    }, () => undefined);
  });
  server.on('connection', ({ remotePort }) => byPort.set(remotePort, handled));
  const peer: Peer = await listen(server);
  const line: FaultLine = await openFaultLine(peer.port);
  return {
    async exchange(fault) {
      handled = [];
      const own = handled;
      line.fault = fault;
      const question = { path: `/v1/transmissions/${randomBytes(10).toString('hex')}`, body: randomBytes(800) };
      const heard = await ask(line.port, question);
      return { question, heard, handled: own, carried: line.carried };
    },
    close: async () => {
      await line.close();
      await peer.close();
    },
  };
}

async function readWhole(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
