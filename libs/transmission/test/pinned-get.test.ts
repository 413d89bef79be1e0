import { pinnedRange } from '@togo/tls-policy';
import type { SecureVersion, TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pinnedGet, type PinnedGet, type Target } from '../src/node/index.ts';
import { createTestPki, startRawAnswer, type Peer, type TestPki } from './index.ts';

let pki: TestPki;
const peers: Peer[] = [];
beforeAll(async () => {
  pki = await createTestPki();
}, 60_000);
afterAll(async () => {
  for (const peer of peers) await peer.close();
  await pki.remove();
});

/** A server that answers the first request with these lines and this body; the request's own head is kept. */
async function serve(answer: (socket: TLSSocket) => void, version: SecureVersion = 'TLSv1.2'): Promise<{ readonly target: Target; readonly heads: string[] }> {
  const heads: string[] = [];
  const { good, issuing, trust } = pki;
  const peer = await startRawAnswer(good.certPem + issuing.certPem, good.keyPem, { minVersion: version, maxVersion: version }, (socket, first) => {
    heads.push(first.toString());
    answer(socket);
  });
  peers.push(peer);
  return { target: { host: 'localhost', port: peer.port, trust, range: pinnedRange }, heads };
}

const lines = (status: string, ...headers: string[]): string => [`HTTP/1.1 ${status}`, ...headers, '', ''].join('\r\n');
const whole = (status: string, body: string, ...headers: string[]): ((socket: TLSSocket) => void) => (socket) =>
  socket.end(lines(status, `Content-Length: ${body.length}`, ...headers) + body);

async function read(target: Target, more: Partial<PinnedGet> = {}): Promise<string | undefined> {
  const body = await pinnedGet(target, { path: '/a/b%20c', userAgent: 'KaigoDenso/9.1.0', maxBytes: 1000, ...more });
  if (body === undefined) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('when a file is fetched from a server that is not the reception system', { timeout: 30_000 }, () => {
  it('comes over the pinned connection, whatever its type', async () => {
    const { target, heads } = await serve(whole('200 OK', 'hello', 'Content-Type: application/octet-stream'));
    expect(await read(target)).toBe('hello');
    expect(heads[0]).toMatch(/^GET \/a\/b%20c HTTP\/1\.1\r\n/);
    expect(heads[0]).toContain('user-agent: KaigoDenso/9.1.0\r\n');
    expect(heads[0]).not.toMatch(/^range:/im);
  });

  it('goes on where it was interrupted, with a server that knows ranges and with one that does not', async () => {
    const ranged = await serve(whole('206 Partial Content', 'lo', 'Content-Range: bytes 3-4/5'));
    expect(await read(ranged.target, { from: 3 })).toBe('lo');
    expect(ranged.heads[0]).toContain('range: bytes=3-\r\n');
    const plain = await serve(whole('200 OK', 'hello'));
    expect(await read(plain.target, { from: 3 })).toBe('lo');
  });

  it.each(['404 Not Found', '403 Forbidden'])('is not there: %s', async (status) => {
    const { target } = await serve(whole(status, '<html>'));
    expect(await read(target)).toBeUndefined();
  });

  it.each([
    ['a redirect', whole('302 Found', '', 'Location: https://elsewhere.example/')],
    ['a failing server', whole('503 Service Unavailable', '')],
    ['another range', whole('206 Partial Content', 'lo', 'Content-Range: bytes 2-3/5')],
    ['compressed bytes', whole('200 OK', 'zip', 'Content-Encoding: gzip')],
    ['a body without an end', (socket: TLSSocket) => socket.end(`${lines('200 OK', 'Connection: close')}hello`)],
  ])('is refused with T-114: %s', async (_what, answer) => {
    const { target } = await serve(answer);
    await expect(read(target, { from: 3 })).rejects.toMatchObject({ code: 'T-114' });
  });

  it('is no whole file when the line breaks on the way', async () => {
    const { target } = await serve((socket) => socket.write(`${lines('200 OK', 'Content-Length: 10')}hello`, () => socket.destroy()));
    await expect(read(target)).rejects.toMatchObject({ code: 'T-113' });
  });

  it('never comes over another TLS version', async () => {
    const { target, heads } = await serve(whole('200 OK', 'hello'), 'TLSv1.3');
    await expect(read(target)).rejects.toMatchObject({ code: 'T-104' });
    expect(heads).toEqual([]);
  });

  it('is given up when nothing moves any more, and at once when its reader wants it no more', async () => {
    const stuck = (socket: TLSSocket): void => void socket.write(`${lines('200 OK', 'Content-Length: 10')}hello`);
    await expect(read((await serve(stuck)).target, { patience: { requestMs: 30_000, idleMs: 300 } })).rejects.toMatchObject({ code: 'T-103' });
    const controller = new AbortController();
    const { target } = await serve((socket) => {
      stuck(socket);
      setTimeout(() => controller.abort(new Error('enough')), 50);
    });
    await expect(read(target, { signal: controller.signal })).rejects.toThrow('enough');
  });

  it('ends the connection with its reader', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const { target } = await serve((socket) => {
      socket.once('close', () => resolve(undefined));
      socket.write(`${lines('200 OK', 'Content-Length: 10')}hello`);
    });
    const body = await pinnedGet(target, { path: '/', userAgent: 'x', maxBytes: 10 });
    if (body === undefined) throw new Error('expected a body');
    for await (const chunk of body) {
      expect(Buffer.from(chunk).toString()).toBe('hello');
      break;
    }
    await promise;
  });
});
