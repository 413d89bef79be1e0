import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../src/protocol/index.ts';
import { checkPeer } from './check.ts';
import { brokenAnswers, chunked, endlessAnswers, hostileAnswers, withBody } from './hostile-answers.ts';
import { createTestPki, type TestPki } from './pki.ts';
import { startRawAnswer, type Peer } from './servers.ts';

const good = { formatVersion: 1, protocol: 'TLSv1.2', cipher: 'X', serverTime: '2021-04-19T10:00:42+09:00', era: 'tls1.2', cutover: null };
const body = JSON.stringify(good);

let pki: TestPki;

beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(() => pki.remove());

const serve = (answer: (socket: TLSSocket) => void): Promise<Peer> => startRawAnswer(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem, {}, answer);
const serveText = (text: string): Promise<Peer> => serve((socket) => socket.end(text, 'latin1'));

describe('when the answer is as it should be', () => {
  it('accepts a declared length and reads the skew of the clocks', async () => {
    const report = await checkPeer(await serveText(withBody(body)), pki.trust);
    expect(report).toMatchObject({ code: 'T-100', server: { skewSeconds: 42, era: 'tls1.2' } });
  });

  it('accepts a chunked one', async () => {
    expect(await checkPeer(await serveText(chunked(body)), pki.trust)).toMatchObject({ code: 'T-100' });
  });
});

describe('when the answer is hostile or broken', () => {
  it.each(hostileAnswers(body, limits.bodyMaxBytes))('refuses one that $name', async ({ text, detail }) => {
    const report = await checkPeer(await serveText(text), pki.trust);
    expect(report).toMatchObject({ ok: false, code: 'T-114', handshake: { protocol: 'TLSv1.2' }, detail: expect.stringContaining(detail) });
    expect(report).not.toHaveProperty('server');
  });

  it('refuses a body without end, whatever it costs the server', async () => {
    const peer = await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n');
      const pour = (): boolean => socket.writable && socket.write(`400\r\n${' '.repeat(0x400)}\r\n`, pour);
      pour();
    });
    expect(await checkPeer(peer, pki.trust)).toMatchObject({ code: 'T-114', detail: expect.stringContaining('got more') });
  });

  it.each(brokenAnswers(body))('tells an answer that $name', async ({ text }) => {
    expect(await checkPeer(await serveText(text), pki.trust)).toMatchObject({ ok: false, code: 'T-113' });
  });

  it.each(endlessAnswers)('gives up on an answer that $name', async ({ start, more }) => {
    const peer = await serve((socket) => {
      socket.write(start);
      const timer = setInterval(() => socket.write(more), 20);
      socket.once('close', () => clearInterval(timer));
    });
    const report = await checkPeer(peer, pki.trust, { timeoutMs: 1_000 });
    expect(report).toMatchObject({ ok: false, code: 'T-103', detail: 'http DEADLINE_PASSED expected an answer within 1000 ms' });
  });
});
