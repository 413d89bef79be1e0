import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPeer } from './check.ts';
import { createTestPki, type TestPki } from './pki.ts';
import { startTcp } from './servers.ts';

let pki: TestPki;

beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(() => pki.remove());

describe('when there is no TLS server to talk to', () => {
  it('tells a name that does not exist', async () => {
    const report = await checkPeer(await startTcp(() => undefined), pki.trust, { host: 'reception.invalid' });
    expect(report).toMatchObject({ code: 'T-101', detail: expect.stringMatching(/^dns (?:ENOTFOUND|EAI_AGAIN)/) });
  });

  it('tells a closed port', async () => {
    const peer = await startTcp(() => undefined);
    await peer.close();
    const report = await checkPeer({ port: peer.port, close: () => Promise.resolve() }, pki.trust);
    expect(report).toMatchObject({ code: 'T-102', detail: expect.stringMatching(/^tcp ECONNREFUSED/) });
  });

  it.each([
    ['answers only when asked', 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'],
    ['greets like a mail server', '220 mail.test ESMTP\r\n'],
    ['sends an SSL 2.0 record', '\x80\x05\x04\x00\x01\x00\x02'],
  ])('tells a port without TLS that %s', async (_name, answer) => {
    const peer = await startTcp((socket) => socket.once('data', () => socket.end(answer, 'latin1')));
    expect(await checkPeer(peer, pki.trust)).toMatchObject({ code: 'T-105' });
  });

  it.each(['localhost', '127.0.0.1'])('gives up on a silent server when the time is over (%s)', async (host) => {
    const report = await checkPeer(await startTcp(() => undefined), pki.trust, { host, timeoutMs: 1_000 });
    expect(report).toMatchObject({ code: 'T-103', detail: 'tls DEADLINE_PASSED expected an answer within 1000 ms' });
  });

  it('gives up on a server that sends a byte now and then', async () => {
    const peer = await startTcp((socket) => {
      socket.write(Buffer.from('1603034000', 'hex')); // a record of 16 KB, promised
      const drip = setInterval(() => socket.write('\x02'), 20);
      socket.once('close', () => clearInterval(drip));
    });
    expect(await checkPeer(peer, pki.trust, { timeoutMs: 1_000 })).toMatchObject({ code: 'T-103' });
  });

  it('tells a server that hangs up after the ClientHello', async () => {
    const peer = await startTcp((socket) => socket.once('data', () => socket.end()));
    expect(await checkPeer(peer, pki.trust)).toMatchObject({ code: 'T-113' });
  });

  it('tells a server that resets the connection after the ClientHello', async () => {
    const peer = await startTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await checkPeer(peer, pki.trust)).toMatchObject({ code: 'T-113' });
  });

  it('tells a server that hangs up in the middle of its own hello', async () => {
    const peer = await startTcp((socket) => socket.once('data', () => socket.end(Buffer.from('160303004a020000460303', 'hex'))));
    expect(await checkPeer(peer, pki.trust)).toMatchObject({ code: 'T-113' });
  });
});

describe('when a connection has failed', () => {
  it('is not tried a second time, in no other way', async () => {
    let connections = 0;
    const peer = await startTcp((socket) => {
      connections += 1;
      socket.once('data', () => socket.end(Buffer.from('15030300020246', 'hex'))); // alert 70, protocol version
    });
    expect(await checkPeer(peer, pki.trust)).toMatchObject({ code: 'T-104' });
    expect(connections).toBe(1);
  });
});

describe('when the check itself makes no sense', () => {
  it('reports it rather than throwing', async () => {
    const peer = { port: 70_000, close: () => Promise.resolve() };
    expect(await checkPeer(peer, pki.trust)).toMatchObject({ ok: false, code: 'T-199', detail: expect.stringContaining('ERR_SOCKET_BAD_PORT') });
  });

  it('reports a revocation list that OpenSSL cannot read', async () => {
    const peer = await startTcp(() => undefined);
    expect(await checkPeer(peer, { ...pki.trust, crl: ['junk'] })).toMatchObject({ ok: false, code: 'T-109' });
  });
});
