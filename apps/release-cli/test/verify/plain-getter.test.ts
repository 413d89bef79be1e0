import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { plainGetter } from '../../src/verify/plain-getter.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function read(url: string, from?: number): Promise<string | undefined> {
  const body = await plainGetter(url, { maxBytes: 1000, ...(from === undefined ? {} : { from }) });
  if (body === undefined) return undefined;
  const portions: Uint8Array[] = [];
  for await (const portion of body) portions.push(portion);
  return Buffer.concat(portions).toString();
}

describe('when an object is got over http', () => {
  it('a server that knows ranges sends the rest', async () => {
    const url = await serve(({ headers }, response) => response.writeHead(206).end(headers.range));
    expect(await read(url, 5)).toBe('bytes=5-');
  });

  it('of a server that sends everything, what comes before is left out', async () => {
    const url = await serve((_request, response) => {
      response.write('0123');
      response.end('456789');
    });
    expect(await read(url, 5)).toBe('56789');
    expect(await read(url)).toBe('0123456789');
  });

  it.each([404, 403])('status %i means that it is not there', async (status) => {
    expect(await read(await serve((_request, response) => response.writeHead(status).end('no')))).toBeUndefined();
  });

  it('another status is an error that names it', async () => {
    await expect(read(await serve((_request, response) => response.writeHead(503).end()))).rejects.toMatchObject({ code: 'HTTP_STATUS', message: expect.stringContaining('got 503') });
  });

  it('a redirection is followed, an endless one is not', async () => {
    expect(await read(await serve((request, response) => (request.url === '/' ? response.writeHead(302, { location: '/there' }).end() : response.end('here'))))).toBe('here');
    await expect(read(await serve((_request, response) => response.writeHead(302, { location: '/' }).end()))).rejects.toMatchObject({ message: expect.stringContaining('at most 5 redirections') });
  });

  it('a body that ends early is an error', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half');
      setImmediate(() => response.destroy());
    });
    await expect(read(url)).rejects.toThrow();
  });
});

describe('when an object is got from a folder', () => {
  it('reads it, from the middle too; what is not there is not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'togo getter テスト-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'a b'), '0123456789');
    const url = pathToFileURL(folder).href;
    expect(await read(`${url}/a%20b`, 5)).toBe('56789');
    expect(await read(`${url}/c`)).toBeUndefined();
    expect(await read(url)).toBeUndefined();
  });
});
