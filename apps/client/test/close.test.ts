import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ExchangeReport } from '@togo/transmission/node';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { runClose } from '../src/commands/close.ts';
import { writeInstance } from '../src/instance/instance-file.ts';
import { startClient } from './client-process.ts';
import { makeHome } from './home.ts';
import { ieSetupOf } from './ie-setup.ts';
import { openScreens, type OpenScreens } from './open-screens.ts';
import { aSession, scriptedDesk } from './scripted-desk.ts';
import { makeTempFolder } from './temp-folder.ts';
import { enter } from './visitor.ts';

const patience = { timeout: 60_000 };
const nobody = { host: 'localhost', port: 1 };
let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(() => pki.remove());

describe('when the window that is open is asked to close', patience, () => {
  it('ends as by its button, and leaves no trace of having run', async () => {
    const { program } = await makeHome(await makeTempFolder(), { reception: nobody, trust: pki.trust });
    const client = startClient('--no-browser', '--home', program);
    await client.address;
    expect(await startClient('close', '--home', program).ended).toEqual({ exitCode: 0, stdout: '介護伝送ソフトの画面を終了しました。\n', stderr: '' });
    expect(await client.ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await readdir(join(program, 'state'))).toEqual(['instance.lock']);
    expect(await readFile(join(program, 'data', 'logs', 'client.log'), 'utf8')).toMatch(/ asked-to-close closing=true\n[^]* stopped\n$/);
  });

  it('says that none is open, and writes nothing', async () => {
    const { program } = await makeHome(await makeTempFolder(), { reception: nobody, trust: pki.trust });
    const before = await readdir(program);
    expect(await startClient('close', '--home', program).ended).toMatchObject({ exitCode: 4, stdout: expect.stringContaining('このアカウントでは開いていません。'), stderr: '' });
    expect(await readdir(program)).toEqual(before);
  });
});

describe('when the window that is open is at work', patience, () => {
  /** A window that another process of this user finds. */
  async function announced(opened: OpenScreens): Promise<OpenScreens> {
    const { screens, places } = opened;
    await mkdir(places.state, { recursive: true });
    await writeInstance(join(places.state, 'instance.json'), { pid: 1, port: screens.port, secret: screens.knockSecret });
    return opened;
  }

  it('is not closed while a claim is on its way, and can be asked again afterwards', async () => {
    let end: (report: ExchangeReport) => void = () => undefined;
    const exchange = (): Promise<ExchangeReport> => new Promise((resolve) => (end = resolve));
    const desk = scriptedDesk({ session: aSession, exchange });
    const { screens, places } = await announced(await openScreens({ reception: nobody, trust: pki.trust }, undefined, ieSetupOf(), desk));
    const visitor = await enter(screens.issueUrl());
    await visitor.post('/exchange');
    expect(await runClose(places)).toMatchObject({ exitCode: 3, text: expect.stringContaining('送受信しているため、終了していません。') });
    expect((await visitor.get('/')).status).toBe(200);
    end({ ok: true, code: 'T-100', detail: '', sent: [], changed: [], skipped: [] });
    await visitor.get('/exchange');
    void screens.stopped.then(() => writeFile(join(places.state, 'instance.json'), ''));
    expect((await runClose(places)).exitCode).toBe(0);
  });

  it('is closed by nobody who does not know its secret', async () => {
    const { screens, places } = await announced(await openScreens({ reception: nobody, trust: pki.trust }));
    await writeFile(join(places.state, 'instance.json'), JSON.stringify({ formatVersion: 1, pid: 1, port: screens.port, secret: 'guessed' }));
    expect((await runClose(places)).exitCode).toBe(1);
    expect((await (await enter(screens.issueUrl())).get('/')).status).toBe(200);
  });

  it.each(['{"formatVersion":1}', '{"formatVersion":2,"closing":true}', 'hello'])('is not believed when it answers %s', async (body) => {
    const server = createServer((_request, response) => response.end(body));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const state = await makeTempFolder();
    await writeInstance(join(state, 'instance.json'), { pid: 1, port: (server.address() as AddressInfo).port, secret: 's' });
    expect(await runClose({ state })).toMatchObject({ exitCode: 1, text: expect.stringContaining('応答がありません。') });
  });
});
