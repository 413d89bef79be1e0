import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startClient, type ClientProcess } from './client-process.ts';
import { makeHome } from './home.ts';
import { makeTempFolder } from './temp-folder.ts';
import { enter } from './visitor.ts';

const patience = { timeout: 60_000 };
let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(() => pki.remove());

async function install(): Promise<{ home: string; instance: string; start: () => ClientProcess }> {
  const { program } = await makeHome(await makeTempFolder(), { reception: { host: 'localhost', port: 1 }, trust: pki.trust });
  return { home: program, instance: join(program, 'state', 'instance.json'), start: () => startClient('--no-browser', '--home', program) };
}

const portOf = (address: string): string => new URL(address).port;
const readInstance = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;

describe('when the client is started a second time', patience, () => {
  it('shows the running one by a fresh address and ends', async () => {
    const { start } = await install();
    const first = start();
    const address = await first.address;
    const second = await start().ended;
    expect(second.exitCode).toBe(0);
    const other = /http:\/\/\S+/.exec(second.stdout)?.[0] ?? '';
    expect(portOf(other)).toBe(portOf(address));
    expect(other).not.toBe(address);
    const visitor = await enter(other);
    expect((await visitor.get('/')).body).toContain('介護伝送ソフト Ver.9.1.0');
    await first.kill();
  });

  it('gives one instance when several are started at the same moment', async () => {
    const { instance, start } = await install();
    const all = [start(), start(), start(), start()];
    const addresses = await Promise.all(all.map(({ address }) => address));
    expect(new Set(addresses.map(portOf)).size).toBe(1);
    expect(new Set(addresses).size).toBe(4);
    const { pid } = await readInstance(instance);
    const others = all.filter((client) => client.pid !== pid);
    expect((await Promise.all(others.map(({ ended }) => ended))).map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    await Promise.all(all.map((client) => client.kill()));
  });
});

describe('when the client runs', patience, () => {
  it('lets only its user read how to reach it', async () => {
    const { instance, start } = await install();
    const client = start();
    await client.address;
    expect((await stat(instance)).mode & 0o777).toBe(0o600);
    expect((await stat(join(instance, '..'))).mode & 0o777).toBe(0o700);
    expect(await readInstance(instance)).toEqual({ formatVersion: 1, pid: client.pid, port: expect.any(Number), secret: expect.stringMatching(/^[\w-]{43}$/) });
    await client.kill();
  });

  it('ends by its button, says goodbye, and leaves no trace of having run', async () => {
    const { home, start } = await install();
    const client = start();
    const visitor = await enter(await client.address);
    const goodbye = await visitor.post('/quit');
    expect(goodbye.body).toContain('この画面を閉じてください');
    expect((await visitor.get('/style.css')).status).toBe(200);
    expect(await client.ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await readdir(join(home, 'state'))).toEqual(['instance.lock']);
    expect(await readFile(join(home, 'data', 'logs', 'client.log'), 'utf8')).toMatch(/ started version="9\.1\.0"[^]* stopped\n$/);
  });

  it('waits for one that is just ending, and then runs itself', async () => {
    const { start } = await install();
    const first = start();
    const visitor = await enter(await first.address);
    await visitor.post('/quit');
    const second = start();
    expect(portOf(await second.address)).not.toBe(String(visitor.port));
    expect((await first.ended).exitCode).toBe(0);
    await second.kill();
  });
});

describe('when the client was killed', patience, () => {
  it('takes over what it left behind', async () => {
    const { instance, start } = await install();
    const killed = start();
    await killed.address;
    await killed.kill();
    const before = await readInstance(instance);
    const next = start();
    const visitor = await enter(await next.address);
    expect((await visitor.get('/')).status).toBe(200);
    expect(await readInstance(instance)).toMatchObject({ pid: next.pid });
    expect((await readInstance(instance))['secret']).not.toBe(before['secret']);
    await next.kill();
  });

  it('does not believe a file that somebody else left', async () => {
    const { home, instance, start } = await install();
    await mkdir(join(home, 'state'));
    await writeFile(instance, '{"formatVersion":1,"pid":1,"port":9,"secret":"x"}');
    const client = start();
    expect((await enter(await client.address)).port).not.toBe(9);
    await client.kill();
  });
});

describe('when the folder of the instance cannot be used', patience, () => {
  it('says so in Japanese and ends', async () => {
    const { home } = await install();
    await writeFile(join(home, 'state'), '');
    expect(await startClient('--no-browser', '--home', home).ended).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('介護伝送ソフトを開けませんでした(I-485)') });
  });
});
