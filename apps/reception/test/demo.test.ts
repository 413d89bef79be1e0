import { access, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { noticesAnswer, noticesPath } from '@togo/transmission/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainDemo, prepareDemo } from '../src/demo/demo.ts';
import { faultsOf } from '../src/register/register.ts';
import { logIn, nextNumber, resultIn, tidyUp, type Claimant } from './kit.ts';
import { startProgram, stopPrograms, type Program } from './program.ts';

interface Listening {
  readonly port: number;
  readonly password: string;
  readonly accounts: readonly { readonly userId: string }[];
  readonly claimFiles: readonly { readonly path: string }[];
}

describe('when a newcomer starts the demonstration', () => {
  let program: Program<Listening>;
  let listening: Listening;
  beforeAll(async () => {
    program = await startProgram('--demo');
    ({ listening } = program);
  });
  afterAll(stopPrograms);
  afterAll(tidyUp);

  const sendAs = async (claimant: Claimant, path: string, facility: string): Promise<string[]> => {
    const result = resultIn(await claimant.send(nextNumber(), await readFile(path), { fileName: basename(path), facility }), 201);
    return [result.arrival.state, result.acceptance.state];
  };

  it('is told accounts and files with which each result can be seen', async () => {
    const [own, agent] = listening.accounts;
    const [good = '', warned = '', bad = '', ...ofAgent] = listening.claimFiles.map(({ path }) => path);
    const claimant = await logIn(listening.port, own?.userId, listening.password);
    const facility = claimant.session.facilities[0]?.number ?? '';
    expect(await sendAs(claimant, good, facility)).toEqual(['ok', 'ok']);
    expect(await sendAs(claimant, warned, facility)).toEqual(['ok', 'warnings']);
    expect(await sendAs(claimant, bad, facility)).toEqual(['ok', 'error']);
    const forThree = await logIn(listening.port, agent?.userId, listening.password);
    for (const [index, { number }] of forThree.session.facilities.entries()) expect(await sendAs(forThree, ofAgent[index] ?? '', number)).toEqual(['ok', 'ok']);
  });

  it('finds notices in Japanese', async () => {
    const claimant = await logIn(listening.port, listening.accounts[0]?.userId, listening.password);
    const { notices } = noticesAnswer.parse((await claimant.ask({ path: noticesPath })).json);
    expect(notices.map(({ title }) => title)).toEqual(['返戻(保留)一覧表', '支払決定額通知書']);
    const { bytes } = await claimant.ask({ path: `${noticesPath}/${notices[0]?.id ?? ''}/content` });
    expect(new TextDecoder('shift_jis', { fatal: true }).decode(bytes)).toContain('見本訪問介護事業所');
  });

  it('leaves nothing behind', async () => {
    await program.stop('SIGTERM');
    for (const { path } of listening.claimFiles) await expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('when the demonstration explains itself', () => {
  it('names every account, the password and every file, on any day of the month', async () => {
    for (const day of ['2021-04-01', '2021-04-10', '2021-04-11', '2021-12-31']) {
      const demo = await prepareDemo(new Date(`${day}T23:59:59+09:00`), undefined);
      const text = explainDemo(demo, '127.0.0.1', 8443);
      const words = [demo.password, ...demo.accounts.map(({ userId }) => userId), ...demo.claimFiles.map(({ path }) => path)];
      for (const word of words) expect(text).toContain(word);
      expect(faultsOf(demo.register)).toEqual([]);
      await demo.remove();
    }
  });
});
