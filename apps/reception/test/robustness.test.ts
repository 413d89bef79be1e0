import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { claimFileType, formatContentDigest, limits, sendHeaders, sessionPath, transmissionPath, transmissionsPath } from '@togo/transmission/protocol';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  asJson,
  ask,
  claimFile,
  digestOf,
  logIn,
  nextNumber,
  offices,
  refusalOf,
  resultIn,
  startTestReception,
  testPki,
  tidyUp,
  type TestReception,
} from './kit.ts';

// Short, so that no test waits for the real ones; long enough that no honest log-in reaches them on a busy machine.
const timeouts = { headersTimeoutMs: 2_000, requestTimeoutMs: 4_000, transferTimeoutMs: 6_000, idleTimeoutMs: 3_000, timeoutCheckMs: 50 };
/** The file goes after the connection is gone, and nothing says when. */
const inTime = { timeout: 20_000 };
let data: string;
let reception: TestReception;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'togo-reception-test-'));
  reception = await startTestReception({ data, timeouts });
});
afterEach(async () => {
  // Whatever was thrown at it, it still serves.
  resultIn(await (await logIn(reception.port)).send(nextNumber(), claimFile()), 201);
  expect(reception.bugs).toEqual([]);
  await reception.close();
  await rm(data, { recursive: true });
});
afterAll(tidyUp);

async function open(): Promise<TLSSocket> {
  const socket = connect({ port: reception.port, host: '127.0.0.1', ca: (await testPki()).root.certPem, servername: 'localhost' });
  socket.on('error', () => undefined);
  await once(socket, 'secureConnect');
  return socket;
}

/** Everything that the server says until it ends the connection. */
async function answerTo(...portions: readonly (string | Uint8Array)[]): Promise<string> {
  const socket = await open();
  for (const portion of portions) socket.write(portion);
  return heard(socket);
}

async function heard(socket: TLSSocket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(socket, 'close');
  return text;
}

const statusesIn = (text: string): string[] => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status ?? '');
const claimFiles = (): Promise<string[]> => readdir(join(data, 'claims'));

function sendHead(token: string, number: string, bytes: Uint8Array, more: readonly string[] = []): string {
  return [
    `PUT ${transmissionPath(number)} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${token}`,
    `Content-Type: ${claimFileType}`,
    `Content-Length: ${bytes.length}`,
    `Content-Digest: ${formatContentDigest(digestOf(bytes))}`,
    `${sendHeaders.facility}: ${offices.own}`,
    `${sendHeaders.fileName}: I0304A.CSV`,
    ...more,
    '',
    '',
  ].join('\r\n');
}

describe('when what comes is no HTTP', () => {
  it.each([
    ['words', 'hello\r\n\r\n'],
    ['bytes', Buffer.from([0, 1, 2, 3, 255, 13, 10, 13, 10])],
    ['HTTP/0.9', `GET ${transmissionsPath}\r\n\r\n`],
    ['HTTP/2 without being asked', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a negative length', `POST ${sessionPath} HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n`],
    ['two lengths', `POST ${sessionPath} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab`],
    ['a length and chunks', `POST ${sessionPath} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['a broken chunk', `POST ${sessionPath} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`],
    ['a header with a line break', `GET ${transmissionsPath} HTTP/1.1\r\nHost: x\r\nA: b\r c\r\n\r\n`],
    ['no host', `GET ${transmissionsPath} HTTP/1.1\r\n\r\n`],
    ['headers without end', `GET ${transmissionsPath} HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(limits.headerMaxBytes)}\r\n\r\n`],
  ])('refuses %s once and ends the connection', async (_what, bytes) => {
    const answer = await answerTo(bytes);
    // With a request under way there is no answer that could be told from the one to it.
    expect(statusesIn(answer).filter((status) => status !== '400')).toEqual([]);
    expect(statusesIn(answer).length).toBeLessThanOrEqual(1);
  });

  it('answers the request before pipelined garbage at most once, and never mixes two answers', async () => {
    const good = 'GET /v1/handshake HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const answer = await answerTo(good, 'garbage garbage\r\n\r\n', good);
    expect(statusesIn(answer)).toEqual(expect.arrayContaining(statusesIn(answer).length === 0 ? [] : ['200']));
    expect(statusesIn(answer).filter((status) => status === '200').length).toBeLessThanOrEqual(1);
  });

  it('answers pipelined requests in their order', async () => {
    const get = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
    expect(statusesIn(await answerTo(get('/v1/handshake') + get(transmissionsPath) + get('/nowhere', 'Connection: close\r\n')))).toEqual(['200', '401', '404']);
  });
});

describe('when a request has the wrong form', () => {
  it.each([
    ['an address that is none', { path: '/v2/session' }, 'R-538'],
    ['an address that cannot be decoded', { path: '/v1/%E0%A4%A' }, 'R-538'],
    ['a method that is none of its own', { path: sessionPath, method: 'PATCH' }, 'R-538'],
    ['no JSON', { path: sessionPath, method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }, 'R-531'],
    ['an empty body', { path: sessionPath, method: 'POST', body: '', headers: { 'content-type': 'application/json' } }, 'R-531'],
    ['another type', { path: sessionPath, method: 'POST', body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 'R-531'],
    ['a type that is none', { path: sessionPath, method: 'POST', body: 'a=b', headers: { 'content-type': ';;' } }, 'R-531'],
    ['a key too many', { path: sessionPath, method: 'POST', ...asJson({ formatVersion: 1, userId: 'KJ131370000001', password: 'x', more: 1 }) }, 'R-531'],
    ['a prototype', { path: sessionPath, method: 'POST', body: '{"__proto__":{"a":1}}', headers: { 'content-type': 'application/json' } }, 'R-531'],
    ['JSON beyond its limit', { path: sessionPath, method: 'POST', ...asJson({ a: 'x'.repeat(limits.requestMaxBytes) }) }, 'R-531'],
  ])('refuses %s', async (_what, request, code) => {
    expect(refusalOf(await ask(reception.port, request)).code).toBe(code);
  });

  it('refuses a claim file beyond the limit before a byte of it has come', async () => {
    const { session } = await logIn(reception.port);
    const head = sendHead(session.token, nextNumber(), claimFile()).replace(/Content-Length: \d+/, `Content-Length: ${limits.claimFileMaxBytes + 1}`);
    expect(statusesIn(await answerTo(head))).toEqual(['413']);
    expect(await claimFiles()).toEqual([]);
  });

  it('refuses chunks, whose length nobody knows beforehand', async () => {
    const { session } = await logIn(reception.port);
    const head = sendHead(session.token, nextNumber(), claimFile()).replace(/Content-Length: \d+/, 'Transfer-Encoding: chunked\r\nConnection: close');
    expect(statusesIn(await answerTo(head, '0\r\n\r\n'))).toEqual(['400']);
  });
});

describe('when somebody keeps it waiting', () => {
  it('ends a connection that says nothing', async () => {
    expect(statusesIn(await heard(await open())).filter((status) => status !== '400')).toEqual([]);
  });

  it('ends a request whose headers never come to an end', async () => {
    const socket = await open();
    socket.write(`GET ${transmissionsPath} HTTP/1.1\r\n`);
    const drip = setInterval(() => socket.write('A: b\r\n'), 50);
    const answer = await heard(socket);
    clearInterval(drip);
    expect(statusesIn(answer).filter((status) => status !== '400')).toEqual([]);
  });

  it('ends a log-in whose body comes by the byte', async () => {
    const socket = await open();
    socket.write(`POST ${sessionPath} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n`);
    const drip = setInterval(() => socket.write('{'), 50);
    const answer = await heard(socket);
    clearInterval(drip);
    expect(statusesIn(answer)).toEqual([]);
  });

  it.each([
    ['stops', 0],
    ['comes by the byte', 50],
  ])('gives up a claim file that %s, and keeps nothing of it', async (_what, dripMs) => {
    const claimant = await logIn(reception.port);
    const [number, file] = [nextNumber(), claimFile()];
    const socket = await open();
    socket.write(sendHead(claimant.session.token, number, file));
    socket.write(file.subarray(0, 100));
    const drip = dripMs === 0 ? undefined : setInterval(() => socket.write(file.subarray(100, 101)), dripMs);
    await heard(socket);
    clearInterval(drip);
    expect(refusalOf(await claimant.ask({ path: transmissionPath(number) })).code).toBe('R-518');
    await expect.poll(claimFiles, inTime).toEqual([]);
  });
});

describe('when a transfer breaks off', () => {
  it('keeps nothing, and takes the whole file under the same number later', async () => {
    const claimant = await logIn(reception.port);
    const [number, file] = [nextNumber(), claimFile()];
    const socket = await open();
    socket.write(sendHead(claimant.session.token, number, file));
    socket.write(file.subarray(0, file.length - 1));
    await expect.poll(claimFiles, inTime).toHaveLength(1);
    socket.destroy();
    await expect.poll(claimFiles, inTime).toEqual([]);
    resultIn(await claimant.send(number, file), 201);
  });
});
