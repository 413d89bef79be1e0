import { createPc, type Pc } from '@togo/wine-lab';
import { afterEach, beforeAll, beforeEach, afterAll, describe, expect, it } from 'vitest';
import { boxOfTls12, buildChecker, check, internetSettings, userValue, type BuiltChecker } from './checker.ts';
import { buildSetKeyAccess, nobody, readOnly } from './key-access.ts';

const unchanged = { added: [], changed: [], removed: [] };

let checker: BuiltChecker;
let setAccess = '';
let pc: Pc;

beforeAll(async () => {
  checker = await buildChecker();
  setAccess = await buildSetKeyAccess(checker.folder);
});
afterAll(() => checker[Symbol.asyncDispose]());
beforeEach(async () => {
  pc = await createPc({ persona: 'win10' });
  await pc.importRegistry(boxOfTls12 + userValue('dword:000000a0'));
});
afterEach(() => pc.dispose());

async function allow(access: string): Promise<void> {
  expect((await pc.run(setAccess, [internetSettings, access])).exitCode).toBe(0);
}

describe('when the registry refuses to be written', () => {
  it('says that nothing was corrected, and leaves no record of a change', async () => {
    await allow(readOnly);
    const failed = await check(pc, checker, '/FIX', '/NOPROBE');
    expect(failed).toMatchObject({ exitCode: 4, registry: unchanged, report: { verdict: 'FAIL-U', fixed: { done: 'none', why: 'S-293', undoable: 'no' } } });
    expect(await pc.list('C:\\users\\jimu\\AppData\\Local\\KaigoDenso')).toEqual([]);
  });
});

describe('when the registry refuses to be read', () => {
  it('takes the value neither for absent nor for right, and writes nothing', async () => {
    await allow(nobody);
    const blind = await check(pc, checker, '/FIX', '/NOPROBE');
    expect(blind).toMatchObject({ exitCode: 3, registry: unchanged, findings: ['20 ACCESS UNKNOWN'], report: { fixed: { done: 'none', why: 'S-294' } } });
  });
});
