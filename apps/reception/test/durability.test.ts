import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { processingMonthAt } from '@togo/claims';
import { writeClaimFile } from '@togo/claims/testing';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimFile, digestOf, logIn, nextNumber, offices, register, resultIn, startTestReception, TestClock, tidyUp, users, type Claimant } from './kit.ts';
import { startProgram, stopPrograms, type Program } from './program.ts';

let data: string;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'togo-reception-test-'));
});
afterEach(() => rm(data, { recursive: true }));
afterAll(stopPrograms);
afterAll(tidyUp);

async function start(): Promise<Program<{ port: number }>> {
  const registerPath = join(data, 'register.json');
  // Never closed, whatever the day on which the test runs.
  const federations = register.federations.map((federation) => ({ ...federation, sendUntil: { day: 10, time: '24:00' } }));
  await writeFile(registerPath, JSON.stringify({ ...register, federations }));
  return startProgram('--data', join(data, 'kept'), '--register', registerPath);
}

const fileNow = (people: number): Uint8Array => writeClaimFile({ office: offices.own, people, processingMonth: processingMonthAt(new Date()) });

describe('when the server is killed', () => {
  it('has everything that it answered for, session and results included', async () => {
    let program = await start();
    const sent = new Map<string, Uint8Array>();
    let claimant = await logIn(program.listening.port);
    for (let round = 1; round <= 3; round += 1) {
      for (let count = 1; count <= 3; count += 1) {
        const [number, file] = [nextNumber(), fileNow(count)];
        resultIn(await claimant.send(number, file), 201);
        sent.set(number, file);
      }
      await program.stop('SIGKILL');
      program = await start();
      const authorization = `Bearer ${claimant.session.token}`;
      claimant = { ...(await logIn(program.listening.port)), session: claimant.session };
      const { transmissions } = await claimant.changedAfter(0);
      expect(transmissions.map(({ number, digest }) => [number, digest])).toEqual([...sent].map(([number, file]) => [number, digestOf(file)]));
      for (const { acceptance } of transmissions) expect(acceptance.state).toBe('ok');
      expect((await claimant.ask({ path: '/v1/notices', headers: { authorization } })).status).toBe(200);
      for (const [number, file] of sent) resultIn(await claimant.send(number, file), 200);
    }
    await program.stop('SIGKILL');
    const stored = await storedFiles(join(data, 'kept'));
    expect([...stored].sort()).toEqual([...sent.values()].map(digestOf).sort());
  });

  it('accepts a file once that was on its way again and again when it was killed', async () => {
    const [number, file] = [nextNumber(), fileNow(400)];
    for (let round = 0; round < 3; round += 1) {
      const program = await start();
      const claimant = await logIn(program.listening.port);
      const sending = claimant.send(number, file).catch(() => undefined);
      await program.stop('SIGKILL');
      await sending;
    }
    const program = await start();
    const claimant = await logIn(program.listening.port);
    expect([200, 201]).toContain((await claimant.send(number, file)).status);
    expect((await claimant.changedAfter(0)).transmissions).toMatchObject([{ number, digest: digestOf(file) }]);
    await program.stop('SIGKILL');
    expect(await storedFiles(join(data, 'kept'))).toEqual([digestOf(file)]);
  });

  it('throws away what was left of files that nobody accepted', async () => {
    const first = await startTestReception({ data });
    await (await logIn(first.port)).send(nextNumber(), claimFile());
    await first.close();
    await writeFile(join(data, 'claims', 'left-behind.csv'), 'half');
    const second = await startTestReception({ data });
    expect(await readdir(join(data, 'claims'))).toHaveLength(1);
    await second.close();
  });
});

describe('when the server is started again on its data', () => {
  const delays = { arrivalMs: 60_000, acceptanceMs: 60_000, cancellationMs: 60_000 };

  it('tells the results whose time came while it was away', async () => {
    const clock = new TestClock();
    const before = await startTestReception({ data, delays, clock });
    const number = nextNumber();
    const { revision } = await sendAndCancel(await logIn(before.port), number);
    await before.close();
    clock.pass(120_000);
    const after = await startTestReception({ data, delays, clock });
    const { transmissions } = await (await logIn(after.port)).changedAfter(revision);
    await after.close();
    expect(transmissions).toMatchObject([
      {
        number,
        arrival: { state: 'ok', at: '2021-04-05T01:01:00.000Z' },
        acceptance: { state: 'ok', at: '2021-04-05T01:02:00.000Z' },
        cancellation: { state: 'done' },
      },
    ]);
  });

  async function sendAndCancel(claimant: Claimant, number: string): Promise<{ revision: number }> {
    await claimant.send(number, claimFile());
    await claimant.cancel(number, nextNumber());
    return claimant.changedAfter(0);
  }

  it('keeps passwords and locks, whatever the register says', async () => {
    const before = await startTestReception({ data });
    await (await logIn(before.port)).changePassword('Kaigo2021', 'Another2021');
    await before.close();
    const after = await startTestReception({ data });
    await logIn(after.port, users.own, 'Another2021');
    await after.close();
  });

  it('lets no second server at the same data', async () => {
    const first = await startTestReception({ data });
    await expect(startTestReception({ data })).rejects.toMatchObject({ code: 'DATA_IN_USE' });
    await first.close();
  });

  it('refuses data of another version and leaves them as they are', async () => {
    await (await startTestReception({ data })).close();
    const path = join(data, 'reception.sqlite');
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 2');
    database.close();
    const before = await readFile(path);
    await expect(startTestReception({ data })).rejects.toMatchObject({ code: 'DATA_UNKNOWN' });
    expect(await readFile(path)).toEqual(before);
  });
});

async function storedFiles(folder: string): Promise<string[]> {
  const claims = join(folder, 'claims');
  return Promise.all((await readdir(claims)).map(async (name) => digestOf(await readFile(join(claims, name)))));
}
