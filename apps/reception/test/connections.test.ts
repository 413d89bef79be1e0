import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RequestOptions } from 'node:https';
import { handshakePath, transmissionsPath } from '@togo/transmission/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, logIn, offices, password, refusalOf, startTestReception, testPki, tidyUp, tryLogIn, users, type TestReception } from './kit.ts';

let reception: TestReception;
afterAll(tidyUp);

describe('when connections are counted for the cut-over', () => {
  let data: string;
  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'togo-reception-test-'));
    reception = await startTestReception({ data, schedule: { cutover: new Date('2021-04-19T10:00:00+09:00') } });
  });
  afterEach(async () => {
    await reception.close();
    await rm(data, { recursive: true });
  });

  function logged(): unknown[] {
    const database = new DatabaseSync(join(data, 'connections.sqlite'), { readOnly: true });
    const rows = database.prepare('SELECT * FROM connections ORDER BY id').all();
    database.close();
    return rows.map((row) => ({ ...row }));
  }

  it('keeps the version, the program and who it was, without an address', async () => {
    const tls = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
    await ask(reception.port, { path: handshakePath, tls, headers: { 'user-agent': 'KaigoDenso/9.0.0' } });
    const claimant = await logIn(reception.port);
    await claimant.ask({ path: transmissionsPath, headers: { 'user-agent': 'KaigoDenso/9.1.0' } });
    const agent = await logIn(reception.port, users.agent);
    await agent.changedAfter(0);
    const at = reception.clock.now().getTime();
    const nobody = { account: null, facility: null, prefecture: null, refused: null };
    const own = { account: users.own, facility: offices.own, prefecture: '13', refused: null };
    expect(logged()).toEqual([
      { id: 1, at, era: 'tls1.0-1.2', protocol: 'TLSv1.1', cipher: expect.any(String), client: 'KaigoDenso/9.0.0', ...nobody },
      { id: 2, at, era: 'tls1.0-1.2', protocol: 'TLSv1.2', cipher: expect.any(String), client: '', ...own },
      { id: 3, at, era: 'tls1.0-1.2', protocol: 'TLSv1.2', cipher: expect.any(String), client: 'KaigoDenso/9.1.0', ...own },
      { id: 4, at, era: 'tls1.0-1.2', protocol: 'TLSv1.2', cipher: expect.any(String), client: '', ...own, account: users.agent, facility: null },
      { id: 5, at, era: 'tls1.0-1.2', protocol: 'TLSv1.2', cipher: expect.any(String), client: '', ...own, account: users.agent, facility: null },
    ]);
  });

  it('keeps those that were refused, and why', async () => {
    reception.clock.set('2021-04-19T10:00:00+09:00');
    const tls = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const;
    await expect(ask(reception.port, { path: handshakePath, tls })).rejects.toThrow();
    expect(logged()).toMatchObject([{ era: 'tls1.2', protocol: null, client: null, refused: 'ERR_SSL_UNSUPPORTED_PROTOCOL' }]);
  });
});

describe('when client certificates are asked for', () => {
  let own: RequestOptions;
  let others: RequestOptions;
  let foreign: RequestOptions;
  let ca: string;

  beforeAll(async () => {
    const pki = await testPki();
    ca = pki.root.certPem;
    const issue = async (authority: typeof pki.root, name: string, userId: string): Promise<RequestOptions> => {
      const extensions = ['extendedKeyUsage=clientAuth', 'keyUsage=critical,digitalSignature'];
      const { certPem: cert, keyPem: key } = await authority.issue(name, { subject: `/CN=${userId}`, extensions });
      return { cert, key };
    };
    own = await issue(pki.root, 'own', users.own);
    others = await issue(pki.root, 'others', users.agent);
    foreign = await issue(pki.issuing, 'foreign', users.own);
  });
  afterEach(() => reception.close());

  const codeOf = async (tls: RequestOptions): Promise<string> => {
    const answer = await tryLogIn(reception.port, users.own, password, tls);
    return answer.status === 200 ? 'in' : refusalOf(answer).code;
  };

  it.each([
    ['required', 'R-506'],
    ['optional', 'in'],
  ] as const)('and they are %s: answers %s to nobody’s', async (rule, code) => {
    reception = await startTestReception({ clientCertificates: { rule, ca } });
    expect(await codeOf({})).toBe(code);
    expect(await codeOf(own)).toBe('in');
    expect(await codeOf(others)).toBe('R-506');
    expect(await codeOf(foreign)).toBe('R-506');
  });

  it('demands it for each request, and not for the check of the connection', async () => {
    reception = await startTestReception({ clientCertificates: { rule: 'required', ca } });
    const claimant = await logIn(reception.port, users.own, password, own);
    expect((await claimant.changedAfter(0)).transmissions).toEqual([]);
    expect(refusalOf(await claimant.ask({ path: transmissionsPath, tls: {} })).code).toBe('R-506');
    expect((await ask(reception.port, { path: handshakePath })).status).toBe(200);
  });

  it('does not ask for one otherwise', async () => {
    reception = await startTestReception();
    expect(await codeOf(others)).toBe('in');
  });
});
