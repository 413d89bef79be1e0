import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../src/protocol/index.ts';
import { checkPeer } from './check.ts';
import { createTestPki, type TestPki } from './pki.ts';
import { startRawAnswer, type Peer } from './servers.ts';

const good = { formatVersion: 1, protocol: 'TLSv1.2', cipher: 'X', serverTime: '2021-04-19T10:00:42+09:00', era: 'tls1.2', cutover: null };
const json = 'Content-Type: application/json\r\n';

let pki: TestPki;

beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(() => pki.remove());

const serve = (answer: (socket: TLSSocket) => void): Promise<Peer> => startRawAnswer(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem, {}, answer);
const serveText = (text: string): Promise<Peer> => serve((socket) => socket.end(text, 'latin1'));
const withBody = (body: string): string => `HTTP/1.1 200 OK\r\n${json}Content-Length: ${body.length}\r\n\r\n${body}`;

describe('when the answer is as it should be', () => {
  it('accepts a declared length and reads the skew of the clocks', async () => {
    const report = await checkPeer(await serveText(withBody(JSON.stringify(good))), pki.trust);
    expect(report).toMatchObject({ code: 'T-100', server: { skewSeconds: 42, era: 'tls1.2' } });
  });

  it('accepts a chunked one', async () => {
    const body = JSON.stringify(good);
    const peer = await serveText(`HTTP/1.1 200 OK\r\n${json}Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
    expect(await checkPeer(peer, pki.trust)).toMatchObject({ code: 'T-100' });
  });
});

describe('when the answer is hostile or broken', () => {
  const body = JSON.stringify(good);
  it.each([
    ['is garbage', 'garbage\r\n\r\n', 'HPE_'],
    ['is HTTP/0.9', body, 'HPE_'],
    ['has two lengths', `HTTP/1.1 200 OK\r\n${json}Content-Length: 2\r\nContent-Length: ${body.length}\r\n\r\n${body}`, 'HPE_'],
    ['has a negative length', `HTTP/1.1 200 OK\r\n${json}Content-Length: -1\r\n\r\n${body}`, 'HPE_'],
    ['has a length and is chunked', `HTTP/1.1 200 OK\r\n${json}Content-Length: ${body.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 'HPE_'],
    ['ends lines with LF only', `HTTP/1.1 200 OK\n${json}Content-Length: ${body.length}\n\n${body}`, 'HPE_'],
    ['has a header without end', `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`, 'HPE_HEADER_OVERFLOW'],
    ['ends where the connection ends', `HTTP/1.1 200 OK\r\n${json}\r\n${body}`, 'got neither'],
    ['is in HTTP/1.0 style', `HTTP/1.0 200 OK\r\n${json}\r\n${body}`, 'got neither'],
    ['leads elsewhere', 'HTTP/1.1 302 Found\r\nLocation: http://localhost/\r\nContent-Length: 0\r\n\r\n', 'got 302'],
    ['changes the protocol', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', 'got an upgrade'],
    ['is an error', 'HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n', 'got 503'],
    ['is a page', withBody(body).replace('application/json', 'text/html'), 'got text/html'],
    ['declares more than the limit', withBody(`${' '.repeat(limits.bodyMaxBytes)}${body}`), 'got more'],
    ['is no JSON', withBody('{"formatVersion":1'), 'got something else'],
    ['is no UTF-8', withBody(`${body.slice(0, -1)},"x":"\xff"}`), 'got something else'],
    ['is of another format', withBody(JSON.stringify({ ...good, formatVersion: 2 })), 'got something else'],
    ['has a time without an offset', withBody(JSON.stringify({ ...good, serverTime: '2021-04-19T10:00:42' })), 'got something else'],
    ['has a key that nobody knows', withBody(JSON.stringify({ ...good, extra: 1 })), 'got something else'],
  ])('refuses one that %s', async (_name, text, detail) => {
    const report = await checkPeer(await serveText(text), pki.trust);
    expect(report).toMatchObject({ ok: false, code: 'T-114', handshake: { protocol: 'TLSv1.2' }, detail: expect.stringContaining(detail) });
    expect(report).not.toHaveProperty('server');
  });

  it('refuses a body without end, whatever it costs the server', async () => {
    const peer = await serve((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${json}Transfer-Encoding: chunked\r\n\r\n`);
      const pour = (): boolean => socket.writable && socket.write(`400\r\n${' '.repeat(0x400)}\r\n`, pour);
      pour();
    });
    expect(await checkPeer(peer, pki.trust)).toMatchObject({ code: 'T-114', detail: expect.stringContaining('got more') });
  });

  it.each([
    ['ends before its declared length', `HTTP/1.1 200 OK\r\n${json}Content-Length: 500\r\n\r\n${body}`],
    ['ends before its last chunk', `HTTP/1.1 200 OK\r\n${json}Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n`],
    ['ends in its header', 'HTTP/1.1 200 OK\r\nContent-'],
    ['is nothing at all', ''],
  ])('tells an answer that %s', async (_name, text) => {
    expect(await checkPeer(await serveText(text), pki.trust)).toMatchObject({ ok: false, code: 'T-113' });
  });

  it.each([
    ['never comes', '', ''],
    ['is promised for ever', '', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['comes byte by byte', 'HTTP/1.1 200 OK\r\nX: ', 'a'],
  ])('gives up on an answer that %s', async (_name, start, more) => {
    const peer = await serve((socket) => {
      socket.write(start);
      const timer = setInterval(() => socket.write(more), 20);
      socket.once('close', () => clearInterval(timer));
    });
    const report = await checkPeer(peer, pki.trust, { timeoutMs: 1_000 });
    expect(report).toMatchObject({ ok: false, code: 'T-103', detail: 'http DEADLINE_PASSED expected an answer within 1000 ms' });
  });
});
