import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRegister } from '../src/register/register.ts';
import { readScenario } from '../src/scenario/scenario.ts';
import { register } from './kit.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-register-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(text: string): Promise<string> {
  const path = join(folder, 'written.yaml');
  await writeFile(path, text);
  return path;
}

describe('when the README shows an example', () => {
  const examples = async (): Promise<string[]> => {
    const text = await readFile(join(import.meta.dirname, '../README.md'), 'utf8');
    return [...text.matchAll(/```yaml\n(.*?)```/gs)].map(([, example]) => example ?? '');
  };

  it('is a register that can be read', async () => {
    const [example = ''] = await examples();
    const { accounts, notices } = await readRegister(await written(example));
    expect([accounts.length, notices.length]).toEqual([2, 1]);
  });

  it('is a scenario that can be read', async () => {
    const [, example = ''] = await examples();
    const { faults, listeners } = await readScenario(await written(example));
    expect([faults.length, listeners.length]).toEqual([2, 1]);
  });
});

describe('when a register contradicts itself', () => {
  const [account] = register.accounts;
  it.each<[string, object, string]>([
    ['a facility that is missing', { facilities: [] }, 'facilities: 1379900010 is missing'],
    ['an account that stands twice', { accounts: [account, account] }, 'accounts: KJ131379900010 stands twice'],
    ['a federation that is missing', { federations: [] }, 'accounts: KJ131379900010 has no federation 13'],
    ['a user ID of the ISDN line', { accounts: [{ ...account, userId: 'J13799000101' }] }, 'accounts.0'],
    [
      'a day that not every month has',
      { federations: [{ ...register.federations[0], sendUntil: { day: 31, time: '17:15' } }] },
      'federations.0.sendUntil.day: expected at most 28',
    ],
  ])('refuses %s', async (_what, changes, message) => {
    const reading = readRegister(await written(JSON.stringify({ ...register, ...changes })));
    await expect(reading).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining(message) });
  });

  it('refuses a facility with two agents', async () => {
    const agent = (userId: string): object => ({ userId, password: 'x', facilities: ['1379900119'] });
    const accounts = [...register.accounts, agent('KJ131379900028')];
    await expect(readRegister(await written(JSON.stringify({ ...register, accounts })))).rejects.toThrow('accounts: 1379900119 has two agents');
  });

  it('names every fault at once', async () => {
    const reading = readRegister(await written(JSON.stringify({ ...register, federations: [], facilities: [] })));
    await expect(reading).rejects.toThrow(/has \d+ faults:\n/);
  });

  it('says which file is not there', async () => {
    await expect(readRegister(join(folder, 'nowhere.yaml'))).rejects.toThrow(/^--register: cannot read .+nowhere\.yaml \(ENOENT\)$/);
  });
});
