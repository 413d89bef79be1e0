import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { run } from '@togo/foundation/run';
import type { DevPki } from '../src/index.ts';

export interface TimestampServer {
  readonly url: string;
  /** How many timestamps it has given. */
  asked(): number;
  close(): Promise<void>;
}

/** A real RFC 3161 server on 127.0.0.1: HTTP around `openssl ts`. Programs that are signed at the same time are answered one after the other. */
export async function startTimestampServer(parent: string, pki: DevPki): Promise<TimestampServer> {
  const folder = await mkdtemp(join(parent, 'tsa-'));
  const at = (name: string): string => join(folder, name);
  await writeFile(at('tsa.pem'), pki.tsa.certPem);
  await writeFile(at('serial'), '01');
  await writeFile(at('ts.cnf'), configuration(pki.tsa.keyPath));
  let asked = 0;
  let last: Promise<unknown> = Promise.resolve();
  // `openssl ts` keeps its serial number in a file, so two of them at once would spoil each other's answers.
  const inTurn = (query: Buffer): Promise<Buffer> => {
    const reply = last.then(() => answer(query));
    last = reply.catch(() => undefined);
    return reply;
  };
  const answer = async (query: Buffer): Promise<Buffer> => {
    asked += 1;
    await writeFile(at('query'), query);
    await run('openssl', ['ts', '-reply', '-config', 'ts.cnf', '-queryfile', 'query', '-out', 'reply'], { cwd: folder });
    return await readFile(at('reply'));
  };
  const server = createServer((request, response) => {
    buffer(request)
      .then(inTurn)
      .then((reply) => response.setHeader('content-type', 'application/timestamp-reply').end(reply))
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked: () => asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function configuration(keyPath: string): string {
  return [
    '[tsa]',
    'default_tsa = tsa1',
    '[tsa1]',
    'serial = serial',
    'crypto_device = builtin',
    'signer_cert = tsa.pem',
    `signer_key = ${keyPath}`,
    'signer_digest = sha256',
    'default_policy = 1.2.3.4.1',
    'digests = sha256',
    'ess_cert_id_alg = sha256',
    '',
  ].join('\n');
}
