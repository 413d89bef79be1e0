import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestPki, type Peer, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startClient } from './client-process.ts';
import { makeHome } from './home.ts';
import { startReception } from './receptions.ts';
import { makeTempFolder } from './temp-folder.ts';

const patience = { timeout: 60_000 };
let pki: TestPki;
let reception: Peer;
let modern: Peer;
let home: string;
beforeAll(async () => {
  pki = await createTestPki();
  reception = await startReception(pki, 'TLSv1.2');
  modern = await startReception(pki, 'TLSv1.3');
  home = (await makeHome(await makeTempFolder(), { reception: { host: 'localhost', port: reception.port }, trust: pki.trust })).program;
});
afterAll(() => Promise.all([reception.close(), modern.close(), pki.remove()]));

const client = (...args: string[]) => startClient(...args, '--home', home).ended;

describe('when support checks the connection from a console', patience, () => {
  it('asks the reception system of the settings and answers in Japanese', async () => {
    const { exitCode, stdout, stderr } = await client('connect');
    expect(stdout).toMatch(/^電子請求受付システムに接続できました\(T-100\)\nTLS 1\.2 で通信できることを確認しました。\n {2}コード: T-100\n/);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  it('gives its report as one JSON document', async () => {
    const { stdout } = await client('connect', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ formatVersion: 1, ok: true, code: 'T-100', handshake: { protocol: 'TLSv1.2' } });
  });

  it('asks each address that is given and answers 1 when one of them fails', async () => {
    const { exitCode, stdout } = await client('connect', `localhost:${reception.port}`, `localhost:${modern.port}`, `[::1]:${reception.port}`, '--json');
    expect(exitCode).toBe(1);
    expect((JSON.parse(stdout) as { code: string }[]).map(({ code }) => code)).toEqual(['T-100', 'T-104', 'T-102']);
  });

  it('gives a list for one address too', async () => {
    const { exitCode, stdout } = await client('connect', `127.0.0.1:${reception.port}`, '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ code: 'T-100' }]);
  });
});

describe('when the command line is wrong', patience, () => {
  it('explains in Japanese and answers 2', async () => {
    const { exitCode, stdout, stderr } = await client('--fast');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^「--fast」という指定は、ここでは使えません。\n\n介護伝送ソフト\n/);
  });

  it('explains itself on request', async () => {
    expect(await client('--help')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('使い方:') });
  });
});

describe('when the client checks itself on a PC that is not its own', patience, () => {
  it('prints JSON and answers 1', async () => {
    const { exitCode, stdout } = await client('--self-check', '--offline', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ formatVersion: 1, ok: false, version: '9.1.0', checks: expect.arrayContaining([{ id: 'files', ok: true, detail: '4 files as released' }]) });
  });
});

describe('when the installation is damaged', patience, () => {
  it('says so in Japanese, with the line that support needs', async () => {
    const broken = (await makeHome(await makeTempFolder(), { reception: { host: 'localhost', port: 1 }, trust: pki.trust })).program;
    await writeFile(join(broken, 'release.json'), '{');
    const { exitCode, stderr } = await startClient('connect', '--home', broken).ended;
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^このソフトを使える状態ではありません\(I-481\)\n[^]*\n詳細: release\.json is not JSON\n$/);
  });
});
