import { once } from 'node:events';
import { connect } from 'node:tls';
import type { Clock } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { checkConnection } from '@togo/transmission/node';
import { handshakeAnswer, handshakePath } from '@togo/transmission/protocol';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccessEntry } from '../src/access-log.ts';
import type { Schedule } from '../src/schedule.ts';
import { startReception, type Reception } from '../src/start-reception.ts';

// Each test starts programs, on machines that have other things to do.

const cutover = new Date('2021-04-19T10:00:00+09:00');
const oneMillisecondBefore = new Date(cutover.getTime() - 1);
const weak = 'ALL:@SECLEVEL=0';

let pki: TestPki;
let now: Date;
const clock: Clock = { now: () => now };
let reception: Reception;
let log: AccessEntry[];
const bugs: Error[] = [];

beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(async () => {
  expect(bugs).toEqual([]);
  await pki.remove();
});

async function start(schedule: Schedule): Promise<void> {
  log = [];
  const identity = { cert: pki.good.certPem + pki.issuing.certPem, key: pki.good.keyPem };
  const report = { log: (entry: AccessEntry) => void log.push(entry), reportBug: (error: Error) => void bugs.push(error) };
  reception = await startReception({ identities: [identity], host: '127.0.0.1', port: 0, clock, schedule, ...report });
}

/** The versions in which openssl, offering one at a time and every cipher, gets a connection. */
async function acceptedVersions(): Promise<string[]> {
  const accepted: string[] = [];
  for (const option of ['-tls1', '-tls1_1', '-tls1_2', '-tls1_3']) {
    const args = ['s_client', '-connect', `127.0.0.1:${reception.port}`, option, '-cipher', weak, '-ign_eof'];
    const request = `GET ${handshakePath} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
    const { stdout } = await run('openssl', args, { input: request, okExitCodes: [0, 1], timeoutMs: 10_000 });
    const body = /^\{"formatVersion".*\}/m.exec(stdout)?.[0];
    if (body !== undefined) accepted.push(handshakeAnswer.parse(JSON.parse(body)).protocol);
  }
  return accepted;
}

describe('when the cut-over comes while the server runs', () => {
  beforeEach(async () => {
    now = oneMillisecondBefore;
    await start({ cutover });
  });
  afterEach(() => reception.close());

  it('accepts TLS 1.0 to 1.2 until the last moment, then TLS 1.2 only, without a restart', async () => {
    expect(await acceptedVersions()).toEqual(['TLSv1', 'TLSv1.1', 'TLSv1.2']);
    now = cutover;
    expect(await acceptedVersions()).toEqual(['TLSv1.2']);
  });

  it('goes back where a rehearsal sets the clock back', async () => {
    now = cutover;
    expect(await acceptedVersions()).toEqual(['TLSv1.2']);
    now = oneMillisecondBefore;
    expect(await acceptedVersions()).toEqual(['TLSv1', 'TLSv1.1', 'TLSv1.2']);
  });

  it.each([
    ['TLSv1.1', true],
    ['TLSv1.2', false],
  ] as const)('lets an open connection of %s make no late request: %s', async (version, isCut) => {
    const socket = connect({ port: reception.port, host: '127.0.0.1', ca: pki.root.certPem, minVersion: version, maxVersion: version, ciphers: weak });
    const request = `GET ${handshakePath} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    socket.write(request);
    expect(String((await once(socket, 'data'))[0])).toContain('200 OK');
    now = cutover;
    socket.write(request);
    const outcome = await Promise.race([once(socket, 'data').then(() => 'answered'), once(socket, 'close').then(() => 'cut')]);
    socket.destroy();
    expect(outcome).toBe(isCut ? 'cut' : 'answered');
  });

  it('writes a line for each connection, made or refused, with its version', async () => {
    await acceptedVersions();
    expect(log.map((entry) => (entry.event === 'connected' ? entry.protocol : entry.event))).toEqual(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'refused']);
    const circumstances = { at: '2021-04-19T00:59:59.999Z', peer: '127.0.0.1', era: 'tls1.0-1.2' };
    expect(log[0]).toEqual({ ...circumstances, event: 'connected', protocol: 'TLSv1', cipher: expect.any(String) });
    expect(log[3]).toMatchObject({ event: 'refused', reason: 'ERR_SSL_UNSUPPORTED_PROTOCOL' });
  });

  it.each([
    ['before it', oneMillisecondBefore, 'tls1.0-1.2'],
    ['after it', cutover, 'tls1.2'],
  ] as const)('serves the pinned client %s', async (_name, moment, era) => {
    now = moment;
    const range = { min: 'TLSv1.2', max: 'TLSv1.2' } as const;
    const report = await checkConnection({ host: 'localhost', port: reception.port, path: handshakePath, trust: pki.trust, range, clock });
    expect(report).toMatchObject({ ok: true, code: 'T-100', handshake: { protocol: 'TLSv1.2' }, server: { time: moment.toISOString(), skewSeconds: 0, era } });
  });
});

describe('when the server has a certificate for each kind of key', () => {
  it('shows the pinned client the ECDSA one, and RSA to whoever has nothing else', async () => {
    now = cutover;
    const ecdsa = await pki.issuing.issue('ecdsa', { key: 'p256' });
    const identities = [pki.good, ecdsa].map(({ certPem, keyPem }) => ({ cert: certPem + pki.issuing.certPem, key: keyPem }));
    const none = (): void => undefined;
    reception = await startReception({ identities, host: '127.0.0.1', port: 0, clock, schedule: { cutover }, log: none, reportBug: none });
    const range = { min: 'TLSv1.2', max: 'TLSv1.2' } as const;
    const report = await checkConnection({ host: 'localhost', port: reception.port, path: handshakePath, trust: pki.trust, range, clock });
    expect(report).toMatchObject({ ok: true, handshake: { protocol: 'TLSv1.2', cipher: 'ECDHE-ECDSA-AES256-GCM-SHA384' } });
    const rsaOnly = { ciphers: 'ECDHE-RSA-AES256-GCM-SHA384', maxVersion: 'TLSv1.2' } as const;
    const socket = connect({ port: reception.port, host: '127.0.0.1', servername: 'localhost', ca: pki.root.certPem, ...rsaOnly });
    await once(socket, 'secureConnect');
    expect([socket.getCipher().name, socket.authorized]).toEqual(['ECDHE-RSA-AES256-GCM-SHA384', true]);
    socket.destroy();
    await reception.close();
  });
});

describe('when an era is forced', () => {
  it.each([
    ['tls1.0-1.2', new Date('2022-01-01T00:00:00Z'), ['TLSv1', 'TLSv1.1', 'TLSv1.2']],
    ['tls1.2', new Date('2020-01-01T00:00:00Z'), ['TLSv1.2']],
  ] as const)('keeps %s whatever the time', async (forced, moment, versions) => {
    now = moment;
    await start({ forced, cutover });
    expect(await acceptedVersions()).toEqual(versions);
    await reception.close();
  });
});

describe('when the server is closed', () => {
  it('drops a connection that never said anything', async () => {
    now = cutover;
    await start({ forced: 'tls1.2' });
    const socket = connect({ port: reception.port, host: '127.0.0.1', ca: pki.root.certPem });
    await once(socket, 'secureConnect');
    socket.resume();
    await Promise.all([once(socket, 'close'), reception.close()]);
  });
});
