import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { ProxySettings } from '@togo/ie-settings';
import { createTestPki, startProxy, tunnelTo, type Peer, type TestPki } from '@togo/transmission/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settingsPath } from '../src/places.ts';
import { ieSetupOf } from './ie-setup.ts';
import { openScreens, type OpenScreens } from './open-screens.ts';
import { startReception } from './receptions.ts';
import { enter, type Visitor } from './visitor.ts';

let pki: TestPki;
let reception: Peer;
let proxy: Peer;
/** Where the proxy was asked to go. */
let asked: string[];
beforeAll(async () => {
  pki = await createTestPki();
  reception = await startReception(pki, 'TLSv1.2');
});
afterAll(() => Promise.all([reception.close(), pki.remove()]));
beforeEach(async () => {
  asked = [];
  proxy = await startProxy((socket, authority) => {
    asked.push(authority);
    tunnelTo(reception.port)(socket);
  });
});
afterEach(() => proxy.close());

const ieProxy = (): Partial<ProxySettings> => ({ enabled: true, server: `https=127.0.0.1:${proxy.port}`, override: '<-loopback>' });

/** @param ie what Internet Explorer is told about proxies. @param file `settings.json`, where there is one. */
async function visit(ie: Partial<ProxySettings> = {}, file?: object): Promise<Visitor & OpenScreens> {
  const prepare = async (places: OpenScreens['places']): Promise<void> => {
    if (file === undefined) return;
    await mkdir(places.data);
    await writeFile(settingsPath(places), JSON.stringify(file));
  };
  const open = await openScreens({ reception: { host: 'localhost', port: reception.port }, trust: pki.trust }, prepare, ieSetupOf({}, ie));
  return { ...open, ...(await enter(open.screens.issueUrl())) };
}

async function check(visitor: Visitor): Promise<string> {
  await visitor.post('/check');
  return (await visitor.get('/check/result')).body;
}

const savedProxy = async ({ places }: OpenScreens): Promise<unknown> => (JSON.parse(await readFile(settingsPath(places), 'utf8')) as { proxy?: unknown }).proxy;

describe('when nothing was chosen about the proxy', () => {
  it('takes the way that Internet Explorer takes, and names it', async () => {
    const visitor = await visit(ieProxy());
    expect((await visitor.get('/settings')).body).toContain(`いまの通り道: プロキシ 127.0.0.1:${proxy.port} を通ります(Internet Explorer の設定)。`);
    const result = await check(visitor);
    expect(result).toContain('(T-100)');
    expect(result).toContain(`プロキシ 127.0.0.1:${proxy.port} を通ります`);
    expect(asked).toEqual([`localhost:${reception.port}`]);
    expect(await visitor.readLog()).toContain(`way="proxy 127.0.0.1:${proxy.port}"`);
  });

  it('goes straight where Internet Explorer excepts the reception system', async () => {
    const visitor = await visit({ ...ieProxy(), override: '<-loopback>;<local>' });
    expect((await visitor.get('/settings')).body).toContain('この接続先はプロキシを使わないことになっています');
    expect(await check(visitor)).toContain('(T-100)');
    expect(asked).toEqual([]);
  });

  it('connects to nothing where a script decides, says so plainly, and shows where to choose', async () => {
    const visitor = await visit({ ...ieProxy(), script: 'http://127.0.0.1/proxy.pac' });
    const { status, body } = await visitor.get('/settings');
    expect(status).toBe(200);
    expect(body).toContain('プロキシを自動では決められません<span class="code">(S-267)</span>');
    const result = await check(visitor);
    expect(result).toContain('(S-267)');
    expect(result).toContain('接続の確認は行っていません。');
    expect(asked).toEqual([]);
    await visitor.post('/settings/proxy', { use: 'direct', host: '', port: '' });
    expect(await check(visitor)).toContain('(T-100)');
  });

  it('refuses a log-in on the page of the log-in where the way is not known', async () => {
    const visitor = await visit({ enabled: true, server: 'socks=127.0.0.1:1080', override: '<-loopback>' });
    const { status, body } = await visitor.post('/login', { userId: 'KJ131312345678', password: 'Kaigo2021' });
    expect({ status, isTold: body.includes('(S-268)') }).toEqual({ status: 422, isTold: true });
  });
});

describe('when the proxy is chosen', () => {
  it('goes straight in spite of Internet Explorer', async () => {
    const visitor = await visit(ieProxy());
    const { body } = await visitor.post('/settings/proxy', { use: 'direct', host: '', port: '' });
    expect(body).toContain('「直接接続する」を選んでいます');
    expect(body).toMatch(/value="direct"[^>]* checked/);
    expect(await check(visitor)).toContain('(T-100)');
    expect(asked).toEqual([]);
    expect(await savedProxy(visitor)).toEqual({ use: 'direct' });
  });

  it('takes the typed one, full-width letters included', async () => {
    const visitor = await visit({ script: 'http://127.0.0.1/proxy.pac' });
    const { body } = await visitor.post('/settings/proxy', { use: 'manual', host: '127.0.0.1', port: String(proxy.port).replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) });
    expect(body).toContain(`プロキシ 127.0.0.1:${proxy.port} を通ります(手で指定)。`);
    expect(await check(visitor)).toContain('(T-100)');
    expect(asked).toHaveLength(1);
  });

  it('names what it cannot take, keeps what was typed, and saves nothing', async () => {
    const visitor = await visit();
    const { status, body } = await visitor.post('/settings/proxy', { use: 'manual', host: '"x"', port: '0' });
    expect(status).toBe(422);
    expect(body).toContain('(S-266)');
    expect(body).toContain('value="&quot;x&quot;"');
    expect(body).toMatch(/value="manual"[^>]* checked/);
    await expect(readFile(settingsPath(visitor.places))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('follows Internet Explorer again when that is chosen again', async () => {
    const visitor = await visit(ieProxy(), { formatVersion: 2, proxy: { use: 'direct' } });
    expect(await check(visitor)).toContain('(T-100)');
    await visitor.post('/settings/proxy', { use: 'ie', host: '', port: '' });
    expect(await check(visitor)).toContain('(T-100)');
    expect(asked).toHaveLength(1);
  });
});

describe('when the settings are those of an earlier version', () => {
  it('goes straight where no proxy was set, and through the one that was', async () => {
    expect(await check(await visit(ieProxy(), { formatVersion: 1 }))).toContain('(T-100)');
    expect(asked).toEqual([]);
    expect(await check(await visit({}, { formatVersion: 1, proxy: { host: '127.0.0.1', port: proxy.port } }))).toContain('(T-100)');
    expect(asked).toHaveLength(1);
  });
});
