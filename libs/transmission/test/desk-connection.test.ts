import type { Socket } from 'node:net';
import { join } from 'node:path';
import { parseClientHello } from '@togo/tls-policy';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Target } from '../src/node/index.ts';
import { limits } from '../src/protocol/index.ts';
import { createDeskPlace, logIn, type DeskPlace } from './desks.ts';
import { brokenAnswers, chunked, hostileAnswers, servedAnswers } from './hostile-answers.ts';
import { startMemoryReception, testUser, type MemoryReception } from './memory-reception.ts';
import { createTestPki, extensions, type TestPki } from './pki.ts';
import { startHttps, startOpenssl, startProxy, startRawAnswer, startRecorder, startTcp, tunnelTo, type Peer } from './servers.ts';

let pki: TestPki;
let stranger: TestPki;
let place: DeskPlace;

beforeAll(async () => {
  [pki, stranger] = await Promise.all([createTestPki(), createTestPki()]);
});
afterAll(() => Promise.all([pki.remove(), stranger.remove()]));
beforeEach(async () => {
  place = await createDeskPlace(pki.trust);
});
afterEach(() => place.remove());

/** What a log-in at this peer ends with; the peer is closed afterwards. */
async function logInAt(peer: Peer, more: Partial<Target> = {}): Promise<unknown> {
  const desk = await place.open({ port: peer.port, ...more }, { patience: { requestMs: 1_000, idleMs: 1_000 } });
  try {
    return await logIn(desk).then(
      () => ({ code: 'T-100' }),
      (error: unknown) => error,
    );
  } finally {
    await Promise.all([desk.close(), peer.close()]);
  }
}

const serveText = (text: string): Promise<Peer> =>
  startRawAnswer(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem, {}, (socket) => socket.end(text, 'latin1'));

describe('when the server is not the one to talk to', () => {
  it('says hello in TLS 1.2 only, as the check of the connection does', async () => {
    const recorder = await startRecorder();
    const [hello] = await Promise.all([recorder.received, logInAt(recorder)]);
    expect(parseClientHello(hello)).toMatchObject({ legacyVersion: 0x0303, ciphers: [0xc02c, 0xc030, 0xc02b, 0xc02f, 0xcca9, 0xcca8] });
    expect(parseClientHello(hello).extensions).not.toContain(43);
  });

  it.each([
    ['TLS 1.0', '-tls1', 'T-104'],
    ['TLS 1.1', '-tls1_1', 'T-104'],
    ['TLS 1.3', '-tls1_3', 'T-104'],
  ])('sends nothing where there is only %s', async (_name, option, code) => {
    const peer = await startOpenssl(pki.good, join(pki.issuing.folder, 'ca.pem'), [option, '-cipher', 'ALL:@SECLEVEL=0']);
    expect(await logInAt(peer)).toMatchObject({ code });
  });
});

describe('when the server sends the client elsewhere', () => {
  it('does not go there', async () => {
    let visits = 0;
    const elsewhere = await startTcp((socket) => {
      visits += 1;
      socket.end();
    });
    const location = `https://localhost:${elsewhere.port}/v1/session`;
    const peer = await serveText(`HTTP/1.1 308 Permanent Redirect\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`);
    expect(await logInAt(peer)).toMatchObject({ code: 'T-114', message: expect.stringContaining('got status 308') });
    await elsewhere.close();
    expect(visits).toBe(0);
  });
});

describe('when the server asks for the certificate of the facility', () => {
  let reception: MemoryReception;

  beforeEach(async () => {
    reception = await startMemoryReception(pki, { requestCert: true, rejectUnauthorized: true, ca: pki.root.certPem });
  });

  it('shows it', async () => {
    const leaf = await pki.issuing.issue(`client-${Date.now()}`, { subject: `/CN=${testUser}`, extensions: extensions({ eku: 'extendedKeyUsage=clientAuth', san: '' }) });
    const clientCertificate = { cert: leaf.certPem + pki.issuing.certPem, key: leaf.keyPem };
    expect(await logInAt(reception, { clientCertificate })).toMatchObject({ code: 'T-100' });
  });

  it('says that one is wanted where it has none', async () => {
    expect(await logInAt(reception)).toMatchObject({ code: 'T-111' });
  });
});

describe('when the answer is hostile or broken', () => {
  /** The session that the memory reception gives. */
  const body = async (): Promise<string> => {
    const reception = await startMemoryReception(pki);
    await reception.close();
    return JSON.stringify({ ...reception.session, federation: { ...reception.session.federation, name: 'x' }, facilities: [] });
  };

  it('accepts the one it is built from', async () => {
    expect(await logInAt(await serveText(chunked(await body())))).toMatchObject({ code: 'T-100' });
  });

  it.each(hostileAnswers('{}', 1).map(({ name }, position) => ({ name, position })))('refuses one that $name', async ({ position }) => {
    const text = hostileAnswers(await body(), limits.answerMaxBytes)[position]?.text ?? '';
    expect(await logInAt(await serveText(text))).toMatchObject({ code: 'T-114' });
  });

  it.each(brokenAnswers('').map(({ name }, position) => ({ name, position })))('tells an answer that $name', async ({ position }) => {
    const text = brokenAnswers(await body())[position]?.text ?? '';
    expect(await logInAt(await serveText(text))).toMatchObject({ code: 'T-113' });
  });

  it.each(servedAnswers)('ends with $code at one that $name', async ({ code, serve }) => {
    expect(await logInAt(await startRawAnswer(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem, {}, serve))).toMatchObject({ code });
  });
});

describe('when the way leads through a proxy', () => {
  it('asks it for a tunnel by name, and speaks TLS 1.2 with the server itself', async () => {
    const reception = await startMemoryReception(pki);
    let asked = '';
    const proxy = await startProxy((socket, authority) => {
      asked = authority;
      tunnelTo(reception.port)(socket);
    });
    expect(await logInAt(reception, { host: 'localhost', proxy: { host: '127.0.0.1', port: proxy.port } })).toMatchObject({ code: 'T-100' });
    await proxy.close();
    expect(asked).toBe(`localhost:${reception.port}`);
    expect(reception.versions).toEqual(['TLSv1.2']);
  });

  it.each([
    ['wants a password', (socket: Socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n'), 'T-116', '(407)'],
    ['forbids it', (socket: Socket) => socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'), 'T-116', '(403)'],
    ['hangs up', (socket: Socket) => socket.end(), 'T-116', 'hung up'],
    ['answers something else', (socket: Socket) => socket.end('220 mail.test ESMTP\r\n\r\n'), 'T-116', 'something else'],
    ['answers without end', (socket: Socket) => socket.write(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(20_000)}`), 'T-116', 'spoke itself'],
    ['says something behind its answer', (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n<html>'), 'T-116', 'spoke itself'],
    ['never answers', () => undefined, 'T-103', 'DEADLINE_PASSED'],
  ])('tells one that %s', async (_name, answer, code, detail) => {
    const proxy = await startProxy(answer);
    const error = await logInAt(proxy, { host: 'reception.invalid', port: 443, proxy: { host: '127.0.0.1', port: proxy.port } });
    expect(error).toMatchObject({ code, message: expect.stringContaining(detail) });
  });

  it('tells one that is not there', async () => {
    const proxy = await startTcp(() => undefined);
    await proxy.close();
    const error = await logInAt({ port: 443, close: () => Promise.resolve() }, { proxy: { host: '127.0.0.1', port: proxy.port } });
    expect(error).toMatchObject({ code: 'T-116', message: expect.stringContaining('not reached') });
  });

  it('sends nothing to one that opens TLS in the middle', async () => {
    const middle = await startHttps(stranger.good.certPem + stranger.issuing.certPem, stranger.good.keyPem);
    const proxy = await startProxy(tunnelTo(middle.port));
    expect(await logInAt(middle, { proxy: { host: '127.0.0.1', port: proxy.port } })).toMatchObject({ code: 'T-106' });
    await proxy.close();
  });
});
