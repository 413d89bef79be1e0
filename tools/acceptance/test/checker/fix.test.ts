import { createPc, type Pc } from '@togo/wine-lab';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  boxOfTls12, buildChecker, check, internetPolicies, internetSettings, key, machinePolicy, machineValue, secureProtocols, userPolicy, userValue,
  windowsSwitch, type BuiltChecker,
} from './checker.ts';

const unchanged = { added: [], changed: [], removed: [] };
const internetExplorer = 'C:\\Program Files\\Internet Explorer\\iexplore.exe';
const records = 'C:\\users\\jimu\\AppData\\Local\\KaigoDenso';

let checker: BuiltChecker;
let pc: Pc;

beforeAll(async () => {
  [checker, pc] = await Promise.all([buildChecker(), createPc({ persona: 'win10' })]);
  await pc.importRegistry(boxOfTls12);
});
afterAll(async () => {
  await pc.dispose();
  await checker[Symbol.asyncDispose]();
});
afterEach(() =>
  pc.importRegistry(
    [
      key('HKEY_CURRENT_USER', internetSettings, '"SecureProtocols"=-'),
      key('HKEY_LOCAL_MACHINE', internetSettings, '"SecureProtocols"=-'),
      key('HKEY_LOCAL_MACHINE', internetPolicies, '"SecureProtocols"=-'),
      key('HKEY_CURRENT_USER', internetPolicies, '"SecureProtocols"=-'),
      windowsSwitch('"Enabled"=-'),
    ].join('\n'),
  ),
);

async function valueNow(): Promise<unknown> {
  return (await pc.registry()).get(`HKCU\\${internetSettings}`, 'SecureProtocols');
}

describe('when TLS 1.2 is not ticked', () => {
  it('ticks it, keeps every other bit, and writes nothing else', async () => {
    await pc.importRegistry(userValue('dword:000040a0'));
    const fixed = await check(pc, checker, '/FIX', '/NOPROBE');
    expect(await valueNow()).toMatchObject({ type: 'REG_DWORD', value: 0x48a0 });
    expect(fixed.registry).toEqual({ added: [], changed: [secureProtocols], removed: [] });
    expect(fixed).toMatchObject({ exitCode: 8, report: { verdict: 'PASS-PENDING', fixed: { done: 'fixed', why: '', undoable: 'yes' } } });
    expect(fixed.files.added.filter((path) => !path.startsWith(records))).toEqual([]);
  });

  it('puts it back, and can do both again', async () => {
    await pc.importRegistry(userValue('dword:000000a0'));
    const before = await valueNow();
    for (let round = 0; round < 2; round++) {
      await check(pc, checker, '/FIX', '/NOPROBE');
      expect(await valueNow()).toMatchObject({ value: 0x8a0 });
      const undone = await check(pc, checker, '/UNDO', '/NOPROBE');
      expect(await valueNow()).toEqual(before);
      expect(undone).toMatchObject({ exitCode: 1, registry: { added: [], changed: [secureProtocols], removed: [] }, report: { fixed: { done: 'undone' } } });
      expect(await pc.list(records)).toEqual([]);
    }
  });

  it('changes nothing more when it is asked twice', async () => {
    await pc.importRegistry(userValue('dword:00000280'));
    await check(pc, checker, '/FIX', '/NOPROBE');
    const again = await check(pc, checker, '/FIX', '/NOPROBE');
    expect(again).toMatchObject({ exitCode: 0, registry: unchanged, report: { verdict: 'PASS', fixed: null } });
    await check(pc, checker, '/UNDO', '/NOPROBE');
    expect(await valueNow()).toMatchObject({ value: 0x280 });
  });

  it('does not turn green while Windows itself stands in the way', async () => {
    await pc.importRegistry(userValue('dword:00000080') + windowsSwitch('"Enabled"=dword:00000000'));
    const fixed = await check(pc, checker, '/FIX', '/NOPROBE');
    expect(await valueNow()).toMatchObject({ value: 0x880 });
    expect(fixed).toMatchObject({ exitCode: 1, report: { verdict: 'FAIL-A' } });
    await check(pc, checker, '/UNDO', '/NOPROBE');
  });
});

describe('when the value has a wrong type', () => {
  it.each([
    ['text', '"2688"'],
    ['binary', 'hex:01,02,03'],
    ['64 bits', 'hex(b):80,0a,00,00,00,00,00,00'],
  ])('removes %s and restores type and bytes', async (_, value) => {
    await pc.importRegistry(userValue(value));
    const before = await valueNow();
    const fixed = await check(pc, checker, '/FIX', '/NOPROBE');
    expect(fixed.registry).toEqual({ added: [], changed: [], removed: [secureProtocols] });
    expect(fixed.findings).toContain('1 DEFAULT_HAS_12 PASS');
    const undone = await check(pc, checker, '/UNDO', '/NOPROBE');
    expect(undone.registry).toEqual({ added: [secureProtocols], changed: [], removed: [] });
    expect(await valueNow()).toEqual(before);
  });

  it('leaves a value of a megabyte alone, because it could not put it back', async () => {
    await pc.importRegistry(userValue(`hex:${Array.from({ length: 1_000_000 }, () => '41').join(',')}`));
    const refused = await check(pc, checker, '/FIX', '/NOPROBE');
    expect(refused).toMatchObject({ exitCode: 3, registry: unchanged, findings: ['19 WRONG_TYPE UNKNOWN'], report: { fixed: { done: 'none', why: 'S-299' } } });
  });
});

describe('when an old setting of the whole machine lacks TLS 1.2', () => {
  it('writes the user’s own value, and takes it away again', async () => {
    await pc.importRegistry(machineValue('dword:00000080'));
    const fixed = await check(pc, checker, '/FIX', '/NOPROBE');
    expect(fixed.registry).toEqual({ added: [secureProtocols], changed: [], removed: [] });
    expect(await valueNow()).toMatchObject({ type: 'REG_DWORD', value: 0x880 });
    const undone = await check(pc, checker, '/UNDO', '/NOPROBE');
    expect(undone.registry).toEqual({ added: [], changed: [], removed: [secureProtocols] });
  });
});

describe('when the setting is not the user’s to change', () => {
  it.each([
    ['a policy', machinePolicy('dword:00000080') + userValue('dword:00000a80')],
    ['a policy for the user', userPolicy('dword:00000080') + userValue('dword:00000080')],
  ])('refuses to write under %s', async (_, script) => {
    await pc.importRegistry(script);
    const refused = await check(pc, checker, '/FIX', '/NOPROBE');
    expect(refused).toMatchObject({ exitCode: 3, registry: unchanged, report: { verdict: 'FAIL-G', fixed: { done: 'none', why: 'S-294' } } });
  });

  it('writes nothing where the default already has TLS 1.2', async () => {
    expect(await check(pc, checker, '/FIX', '/NOPROBE')).toMatchObject({ exitCode: 0, registry: unchanged, report: { fixed: null } });
  });
});

describe('when an account is named on the command line', () => {
  it('writes no other account’s value, not even that of the account that runs the tool', async () => {
    await pc.importRegistry(userValue('dword:00000280'));
    const refused = await check(pc, checker, '/FIX', '/FOR=S-1-5-21-9-9-9-1001', '/NOPROBE');
    expect(refused).toMatchObject({ exitCode: 3, registry: unchanged, report: { verdict: 'FAIL-U', fixed: { done: 'none', why: 'S-294' } } });
    const { sid } = refused.report.account;
    expect(await check(pc, checker, '/FIX', `/FOR=${sid}`, '/NOPROBE')).toMatchObject({ exitCode: 8, report: { fixed: { done: 'fixed' } } });
    await check(pc, checker, '/UNDO', '/NOPROBE');
  });
});

describe('when somebody changed the setting after the fix', () => {
  it('does not undo their decision', async () => {
    await pc.importRegistry(userValue('dword:000000a0'));
    await check(pc, checker, '/FIX', '/NOPROBE');
    await pc.importRegistry(userValue('dword:00000a80'));
    const refused = await check(pc, checker, '/UNDO', '/NOPROBE');
    expect(refused).toMatchObject({ exitCode: 3, registry: unchanged, report: { fixed: { done: 'none', why: 'S-298' } } });
  });
});

describe('when the old value cannot be kept', () => {
  it('changes nothing', async () => {
    await pc.importRegistry(userValue('dword:000000a0'));
    const other = await createPc({ persona: 'win10' });
    try {
      await other.importRegistry(boxOfTls12 + userValue('dword:000000a0'));
      await other.write(records, 'a file where the folder should be');
      const failed = await check(other, checker, '/FIX', '/NOPROBE');
      expect(failed).toMatchObject({ exitCode: 4, registry: unchanged, report: { verdict: 'FAIL-U', fixed: { done: 'none', why: 'S-293' } } });
    } finally {
      await other.dispose();
    }
  });
});

describe('when the profile of the user has a Japanese name', () => {
  it('keeps the old value there and puts it back', async () => {
    const profile = 'C:\\users\\山田 花子\\AppData\\Local';
    const folders = 'Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders';
    const shellFolder = key('HKEY_CURRENT_USER', folders, `"Local AppData"="${profile.replaceAll('\\', '\\\\')}"`);
    const other = await createPc({ persona: 'win10' });
    try {
      await other.write(`${profile}\\x`, '');
      await other.importRegistry(boxOfTls12 + userValue('dword:000000a0') + shellFolder);
      await check(other, checker, '/FIX', '/NOPROBE');
      expect(await other.list(`${profile}\\KaigoDenso`)).toHaveLength(2);
      await check(other, checker, '/UNDO', '/NOPROBE');
      expect((await other.registry()).get(`HKCU\\${internetSettings}`, 'SecureProtocols')).toMatchObject({ value: 0xa0 });
    } finally {
      await other.dispose();
    }
  });
});

describe('when Internet Explorer is open', () => {
  it('asks for a restart, ends nothing, and is content once it was restarted', async () => {
    await pc.importRegistry(userValue('dword:00000280'));
    const explorer = await pc.start(internetExplorer, ['about:blank']);
    const fixed = await check(pc, checker, '/FIX', '/NOPROBE');
    expect(fixed).toMatchObject({ exitCode: 8, report: { verdict: 'PASS-PENDING' } });
    expect(fixed.findings[0]).toBe('43 IE_RESTART PASS-PENDING');
    expect((await explorer.alive()).map(({ image }) => image)).toEqual([expect.stringContaining('iexplore.exe')]);
    expect((await check(pc, checker, '/NOPROBE')).findings[0]).toBe('43 IE_RESTART PASS-PENDING');
    await explorer.stop();
    const restarted = await pc.start(internetExplorer, ['about:blank']);
    expect(await check(pc, checker, '/NOPROBE')).toMatchObject({ exitCode: 0, findings: ['2 USER_HAS_12 PASS'] });
    await restarted.stop();
    await check(pc, checker, '/UNDO', '/NOPROBE');
  });
});
