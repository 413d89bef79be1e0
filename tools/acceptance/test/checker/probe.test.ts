import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDevPki, issueServerCertificate, type DevPki, type ServerCertificateRequest } from '@togo/signing';
import { parseTrust } from '@togo/tls-policy';
import { createPc, type Pc } from '@togo/wine-lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boxOfTls12, buildChecker, check, userValue, type BuiltChecker } from './checker.ts';
import { startHttpServer, startResettingServer, startSilentServer, startTlsServer, type TestServer, type TlsOptions } from './servers.ts';
import { trustedRoot } from './trusted-root.ts';

const day = 86_400_000;
const ready = '2 USER_HAS_12 PASS';

let keys = '';
let pki: DevPki;
let checker: BuiltChecker;
let pc: Pc;

beforeAll(async () => {
  keys = await mkdtemp(join(tmpdir(), 'togo-probe-keys-'));
  pki = await ensureDevPki(keys);
  [checker, pc] = await Promise.all([buildChecker(), createPc({ persona: 'win10' })]);
  const roots = parseTrust(await readFile(pki.reception.trustPath, 'utf8')).ca;
  await pc.importRegistry([boxOfTls12, userValue('dword:00000a80'), ...roots.map(trustedRoot)].join('\n'));
});
afterAll(async () => {
  await pc.dispose();
  await checker[Symbol.asyncDispose]();
  await rm(keys, { recursive: true });
});

async function tls(options: TlsOptions = {}, certificate: Partial<ServerCertificateRequest> = {}): Promise<TestServer> {
  return startTlsServer(await issueServerCertificate(pki, { names: ['localhost'], ...certificate }), options);
}

const servers: readonly (readonly [what: string, start: () => Promise<TestServer>, exitCode: number, findings: readonly string[]])[] = [
  ['speaks TLS 1.2', () => tls(), 0, [ready, '109 CONNECTED PASS']],
  ['speaks TLS 1.0 to 1.2', () => tls({ min: 'TLSv1' }), 0, [ready, '109 CONNECTED PASS']],
  ['speaks TLS 1.0 alone', () => tls({ min: 'TLSv1', max: 'TLSv1' }), 1, ['107 SERVER_NO_12 FAIL-V', ready]],
  ['speaks TLS 1.1 alone', () => tls({ min: 'TLSv1.1', max: 'TLSv1.1' }), 1, ['107 SERVER_NO_12 FAIL-V', ready]],
  ['speaks TLS 1.3 alone', () => tls({ min: 'TLSv1.3', max: 'TLSv1.3', ciphers: 'DEFAULT' }), 1, ['107 SERVER_NO_12 FAIL-V', ready]],
  ['has a certificate for another name', () => tls({}, { names: ['other.example'] }), 1, ['104 CERT_NAME FAIL-V', ready]],
  ['has an expired certificate', () => tls({}, { notAfter: new Date(Date.now() - day) }), 1, ['103 CERT_EXPIRED FAIL-V', ready]],
  ['has a certificate of an unknown authority', () => tls({}, { issuer: 'unknown' }), 1, ['52 ROOT_MISSING FAIL-A', ready]],
  ['has a self-signed certificate', () => tls({}, { issuer: 'self' }), 1, ['52 ROOT_MISSING FAIL-A', ready]],
  ['speaks plain HTTP', startHttpServer, 1, ['111 NOT_TLS FAIL-V', ready]],
  ['drops the connection', startResettingServer, 1, ['108 HANDSHAKE_FAILED FAIL-V', ready]],
];

describe('when the exe tries a real connection', () => {
  it.each(servers)('finds the right thing where the server %s', async (_, start, exitCode, findings) => {
    await using server = await start();
    const result = await check(pc, checker, `/HOST=localhost:${server.port}`);
    expect({ exitCode: result.exitCode, findings: result.findings }).toEqual({ exitCode, findings });
    expect(server.requests.filter((request) => request !== 'GET /v1/handshake')).toEqual([]);
    expect(server.requests.length).toBeLessThanOrEqual(2);
  });

  it('counts a demanded client certificate as TLS that works', async () => {
    const [root] = parseTrust(await readFile(pki.reception.trustPath, 'utf8')).ca;
    await using server = await tls({ clientCa: root ?? '' });
    expect(await check(pc, checker, `/HOST=localhost:${server.port}`)).toMatchObject({ exitCode: 0, findings: [ready, '53 TLS_OK_CLIENT_CERT PASS'] });
  });

  it('says that nothing can be reached on a closed port', async () => {
    const server = await startSilentServer();
    await server[Symbol.asyncDispose]();
    const { exitCode, findings, report } = await check(pc, checker, `/HOST=localhost:${server.port}`);
    expect({ exitCode, findings, tcp: report.probe?.tcp }).toEqual({ exitCode: 5, findings: ['50 NETWORK UNKNOWN', ready], tcp: 'refused' });
  });

  it('gives up a server that never answers in time, and leaves no process behind', async () => {
    await using server = await startSilentServer();
    const { exitCode, findings, processes } = await check(pc, checker, `/HOST=localhost:${server.port}`);
    expect({ exitCode, findings, processes }).toEqual({ exitCode: 5, findings: ['106 TIMEOUT UNKNOWN', ready], processes: [] });
  });

  it('sees that a server wants suites that Windows 8.1 lacks', async () => {
    await using modern = await tls({ ciphers: 'ECDHE-RSA-AES256-GCM-SHA384' }, { names: ['other.example'] });
    await using old = await tls({}, { names: ['other.example'] });
    const [first, second] = [await check(pc, checker, `/HOST=localhost:${modern.port}`), await check(pc, checker, `/HOST=localhost:${old.port}`)];
    expect(first.report.probe).toMatchObject({ hello: 'tls12', hello81: 'refused' });
    expect(second.report.probe).toMatchObject({ hello: 'tls12', hello81: 'tls12' });
  });

  it('reads who issued the certificate and what was negotiated', async () => {
    await using server = await tls();
    const { report } = await check(pc, checker, `/HOST=localhost:${server.port}`);
    expect(report.probe).toMatchObject({ outcome: 'ok', protocol: 'TLSv1.2', issuer: expect.stringMatching(/\S/) });
  });

  it('asks again after a fix, and only then says that all is well', async () => {
    await using server = await tls();
    await pc.importRegistry(userValue('dword:00000280'));
    const fixed = await check(pc, checker, '/FIX', `/HOST=localhost:${server.port}`);
    expect(fixed).toMatchObject({ exitCode: 0, findings: [ready, '109 CONNECTED PASS'], report: { verdict: 'PASS', fixed: { done: 'fixed' } } });
    await check(pc, checker, '/UNDO', '/NOPROBE');
    await pc.importRegistry(userValue('dword:00000a80'));
  });
});
