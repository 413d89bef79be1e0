import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { handshakeAnswer, handshakePath, noticesPath, transmissionPath } from '@togo/transmission/protocol';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { readScenario, type Fault, type Scenario } from '../src/scenario/scenario.ts';
import { ask, claimFile, logIn, nextNumber, refusalOf, resultIn, startTestReception, testPki, tidyUp, type TestReception } from './kit.ts';

let reception: TestReception;

async function start(...faults: Fault[]): Promise<void> {
  reception = await startTestReception({ scenario: { formatVersion: 1, clockOffsetSeconds: 0, listeners: [], faults } });
}
afterEach(async () => {
  expect(reception.bugs).toEqual([]);
  await reception.close();
});
afterAll(tidyUp);

describe('when a scenario makes things go wrong', () => {
  it('drops the connection after the body: the file is accepted, and nobody was told', async () => {
    await start({ on: 'send', nth: 1, do: 'drop-after-body' });
    const claimant = await logIn(reception.port);
    const [number, file] = [nextNumber(), claimFile()];
    await expect(claimant.send(number, file)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await claimant.status(number)).arrival.state).toBe('ok');
    resultIn(await claimant.send(number, file), 200);
  });

  it('drops the connection before the body: nothing is accepted', async () => {
    await start({ on: 'send', nth: [1, 2], do: 'drop-before-body' });
    const claimant = await logIn(reception.port);
    const number = nextNumber();
    for (let attempt = 0; attempt < 2; attempt += 1) await expect(claimant.send(number, claimFile())).rejects.toThrow();
    expect(refusalOf(await claimant.ask({ path: transmissionPath(number) })).code).toBe('R-518');
    resultIn(await claimant.send(number, claimFile()), 201);
  });

  it('cuts an answer in two', async () => {
    await start({ on: 'send', nth: 1, do: 'cut-answer' });
    const claimant = await logIn(reception.port);
    const number = nextNumber();
    await expect(claimant.send(number, claimFile())).rejects.toThrow();
    expect((await claimant.status(number)).number).toBe(number);
  });

  it('answers twice on one connection', async () => {
    await start({ on: 'handshake', nth: 1, do: 'duplicate-answer' });
    const socket = connect({ port: reception.port, host: '127.0.0.1', servername: 'localhost', ca: (await testPki()).root.certPem });
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.write(`GET ${handshakePath} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await expect.poll(() => text.match(/"formatVersion":1/g)?.length).toBe(2);
    expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
    socket.destroy();
  });

  it('refuses with the code that it names, and carries nothing out', async () => {
    await start({ on: 'send', nth: 1, do: 'refuse', code: 'R-533' }, { on: 'notices', do: 'refuse', code: 'R-532' });
    const claimant = await logIn(reception.port);
    const number = nextNumber();
    expect(refusalOf(await claimant.send(number, claimFile()))).toMatchObject({ code: 'R-533', status: 503 });
    expect(refusalOf(await claimant.ask({ path: transmissionPath(number) })).code).toBe('R-518');
    expect(refusalOf(await claimant.ask({ path: noticesPath })).code).toBe('R-532');
  });

  it('answers like a proxy that has no server behind it', async () => {
    await start({ on: 'changes', nth: 1, do: 'status', status: 502 });
    const claimant = await logIn(reception.port);
    const { status, headers } = await claimant.ask({ path: '/v1/transmissions' });
    expect([status, headers['content-type']]).toEqual([502, expect.stringContaining('text/html')]);
    expect((await claimant.changedAfter(0)).transmissions).toEqual([]);
  });

  it('lets an answer wait, after it did what was asked', async () => {
    await start({ on: 'send', do: 'slow', ms: 300 });
    const claimant = await logIn(reception.port);
    const number = nextNumber();
    const sending = claimant.send(number, claimFile());
    await expect.poll(async () => (await claimant.ask({ path: transmissionPath(number) })).status).toBe(200);
    resultIn(await sending, 201);
  });

  it('judges as it says', async () => {
    await start({ on: 'send', nth: 1, do: 'judge', acceptance: 'warnings' }, { on: 'send', nth: 2, do: 'judge', arrival: 'error', acceptance: 'error' });
    const claimant = await logIn(reception.port);
    const results = [];
    for (let count = 0; count < 3; count += 1) results.push(resultIn(await claimant.send(nextNumber(), claimFile()), 201));
    expect(results.map(({ arrival, acceptance }) => [arrival.state, acceptance.state])).toEqual([['ok', 'warnings'], ['error', 'error'], ['ok', 'ok']]);
  });

  it('lets a cancellation fail, after which another may be asked for', async () => {
    await start({ on: 'cancel', nth: 1, do: 'fail-cancellation' });
    const claimant = await logIn(reception.port);
    const number = nextNumber();
    await claimant.send(number, claimFile());
    expect(resultIn(await claimant.cancel(number, nextNumber()), 200).cancellation.state).toBe('failed');
    expect(resultIn(await claimant.cancel(number, nextNumber()), 200).cancellation.state).toBe('done');
  });

  it('puts its clock forward', async () => {
    await start({ on: 'send', nth: 2, do: 'shift-clock', seconds: 3600 });
    const claimant = await logIn(reception.port);
    await claimant.send(nextNumber(), claimFile());
    expect(resultIn(await claimant.send(nextNumber(), claimFile()), 201).receivedAt).toBe('2021-04-05T02:00:00.000Z');
  });

  it('has listeners for other versions of TLS, whatever the era', async () => {
    const versions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
    const listeners = versions.map((version) => ({ port: 0, min: version, max: version }));
    const scenario: Scenario = { formatVersion: 1, clockOffsetSeconds: 60, listeners, faults: [] };
    reception = await startTestReception({ scenario });
    for (const [index, version] of versions.entries()) {
      const tls = { minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' } as const;
      const answer = handshakeAnswer.parse((await ask(reception.listenerPorts[index] ?? 0, { path: handshakePath, tls })).json);
      expect(answer).toMatchObject({ protocol: version, era: 'tls1.2', serverTime: '2021-04-05T01:01:00.000Z' });
      await expect(ask(reception.listenerPorts[(index + 1) % versions.length] ?? 0, { path: handshakePath, tls })).rejects.toThrow();
    }
  });
});

describe('when a scenario is read', () => {
  async function read(text: string): Promise<Scenario> {
    const folder = await mkdtemp(join(tmpdir(), 'togo-scenario-'));
    try {
      await writeFile(join(folder, 'scenario.yaml'), text);
      return await readScenario(join(folder, 'scenario.yaml'));
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  it('takes YAML, and JSON as a kind of it', async () => {
    await start();
    const expected = { formatVersion: 1, clockOffsetSeconds: 0, listeners: [], faults: [{ on: 'send', nth: [1, 3], do: 'slow', ms: 50 }] };
    expect(await read('formatVersion: 1\nfaults:\n  - {on: send, nth: [1, 3], do: slow, ms: 50}\n')).toEqual(expected);
    expect(await read(JSON.stringify(expected))).toEqual(expected);
  });

  it.each([
    ['another version', 'formatVersion: 2', 'formatVersion: expected 1'],
    ['an unknown key', 'formatVersion: 1\nfault: []', 'file: unknown fault'],
    ['an unknown fault', 'formatVersion: 1\nfaults: [{on: send, do: explode}]', 'faults.0.do'],
    ['a request that is none', 'formatVersion: 1\nfaults: [{on: upload, do: drop-after-body}]', 'faults.0.on: expected handshake or log-in'],
    ['a fault with a key of another', 'formatVersion: 1\nfaults: [{on: send, do: slow, ms: 1, code: R-533}]', 'faults.0: unknown code'],
    ['a count from zero', 'formatVersion: 1\nfaults: [{on: send, nth: 0, do: drop-after-body}]', 'faults.0.nth'],
    ['no YAML', 'formatVersion: [', 'scenario.yaml has a fault'],
    ['a list', '[]', 'file: expected object'],
  ])('refuses %s and names the place', async (_what, text, message) => {
    await start();
    await expect(read(text)).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining(message) });
  });
});
