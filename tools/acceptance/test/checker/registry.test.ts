import { createPc, type Pc } from '@togo/wine-lab';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  boxOfTls12, buildChecker, check, internetPolicies, key, machinePolicy, machineValue, machineValueOf32Bit, untouched, userPolicy, userValue,
  windowsSwitch,
  type BuiltChecker,
} from './checker.ts';

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

afterEach(() => pc.importRegistry(untouched));

const off = '1 DEFAULT_HAS_12 PASS';
const functions = (list: string): string =>
  key('HKEY_LOCAL_MACHINE', 'SOFTWARE\\Policies\\Microsoft\\Cryptography\\Configuration\\SSL\\00010002', `"Functions"="${list}"`);
/** More suites than an NSIS string can hold, the only usable one at the very end. */
const longList = `${Array.from({ length: 60 }, () => 'TLS_RSA_WITH_RC4_128_SHA').join(',')},TLS_RSA_WITH_AES_128_CBC_SHA256`;

const states: readonly (readonly [state: string, script: string, exitCode: number, findings: readonly string[]])[] = [
  ['nothing was changed', '', 0, [off]],
  ['the user ticked TLS 1.0 to 1.2', userValue('dword:00000a80'), 0, ['2 USER_HAS_12 PASS']],
  ['the user ticked TLS 1.0 and SSL 3.0', userValue('dword:000000a0'), 1, ['12 NO_12 FAIL-U']],
  ['everything is off', userValue('dword:00000000'), 1, ['13 ALL_OFF FAIL-U']],
  ['2688 was typed as hexadecimal', userValue('dword:00002688'), 1, ['16 NO_12+HEXDEC_SUSPECT FAIL-U']],
  [
    'every bit is set',
    userValue('dword:ffffffff'),
    0,
    ['18 UNKNOWN_BITS+SSL+13 WARN', '8 SSL2_LEFTOVER WARN', '6 SSL3_ON WARN', '9 TLS13_EXPERIMENTAL WARN', '2 USER_HAS_12 PASS'],
  ],
  ['the value is text', userValue('"2688"'), 5, ['19 WRONG_TYPE UNKNOWN']],
  ['the value is binary of four bytes', userValue('hex:80,0a,00,00'), 5, ['19 WRONG_TYPE UNKNOWN']],
  ['the value is a DWORD of one byte', userValue('hex(4):80'), 5, ['19 WRONG_TYPE UNKNOWN']],
  ['the value is 64 bits wide', userValue('hex(b):80,0a,00,00,00,00,00,00'), 5, ['19 WRONG_TYPE UNKNOWN']],
  ['the machine has its own setting', machineValue('dword:00000a80') + machineValueOf32Bit('dword:00000a80'), 0, ['21 MACHINE_PREF PASS']],
  ['the machine has an old tweak', machineValue('dword:00000080') + machineValueOf32Bit('dword:00000080'), 1, ['22 MACHINE_PREF_NO_12 FAIL-U']],
  ['the 32-bit view differs', machineValue('dword:00000a80') + machineValueOf32Bit('dword:00000080'), 0, ['23 MACHINE_VIEWS_DIFFER WARN']],
  ['a policy has TLS 1.2', machinePolicy('dword:00000800') + userValue('dword:00000080'), 0, ['24 POLICY_HAS_12 PASS']],
  ['a policy lacks TLS 1.2', machinePolicy('dword:00000080') + userValue('dword:00000a80'), 1, ['25 POLICY_NO_12 FAIL-G']],
  ['a policy for the user lacks TLS 1.2', userPolicy('dword:00000080') + userValue('dword:00000a80'), 1, ['27 USER_POLICY_NO_12 FAIL-G']],
  ['the machine policy wins over the user policy', machinePolicy('dword:00000a00') + userPolicy('dword:00000080'), 0, ['28 POLICY_MACHINE_WINS PASS']],
  ['a policy is text', machinePolicy('"2560"'), 5, ['102 WRONG_TYPE UNKNOWN']],
  ['Windows does not use TLS 1.2', windowsSwitch('"Enabled"=dword:00000000') + userValue('dword:00000080'), 1, ['36 SCHANNEL_OFF FAIL-A', '12 NO_12 FAIL-U']],
  ['Windows uses TLS 1.2 when asked', windowsSwitch('"Enabled"=dword:00000001', '"DisabledByDefault"=dword:00000001'), 0, ['32 SCHANNEL_DBD WARN', off]],
  ['the switch of Windows is -1', windowsSwitch('"Enabled"=dword:ffffffff', '"DisabledByDefault"=dword:00000000'), 0, ['33 SCHANNEL_ON PASS', off]],
  ['the switch of Windows is text', windowsSwitch('"Enabled"="1"'), 5, ['37 WRONG_TYPE UNKNOWN', off]],
  [
    'TLS 1.2 is off for servers',
    key('HKEY_LOCAL_MACHINE', 'SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server', '"Enabled"=dword:00000000'),
    0, ['35 SERVER_SIDE_ONLY PASS', off],
  ],
  [
    'the FIPS switch is on',
    key('HKEY_LOCAL_MACHINE', 'SYSTEM\\CurrentControlSet\\Control\\Lsa\\FipsAlgorithmPolicy', '"Enabled"=dword:00000001'),
    0,
    ['44 FIPS_ON WARN', off],
  ],
  ['the cipher policy leaves nothing', functions('TLS_RSA_WITH_RC4_128_SHA'), 1, ['45 CIPHER_POLICY FAIL-A', off]],
  ['the usable suite stands behind 1,500 characters', functions(longList), 0, [off]],
  ['zones are the machine’s', key('HKEY_LOCAL_MACHINE', internetPolicies, '"Security_HKLM_only"=dword:00000001'), 0, ['62 HKLM_ONLY PASS', off]],
  [
    'Internet Explorer is switched off',
    key('HKEY_LOCAL_MACHINE', 'SOFTWARE\\Policies\\Microsoft\\Internet Explorer\\Main', '"NotifyDisableIEOptions"=dword:00000001'),
    6, ['54 IE_DISABLED OUT', off],
  ],
];

describe('when the exe reads a real registry', () => {
  it.each(states)('judges it right where %s', async (_, script, exitCode, findings) => {
    await pc.importRegistry(script);
    const result = await check(pc, checker, '/NOPROBE');
    expect(result).toMatchObject({ exitCode, findings });
    expect(result.registry).toEqual({ added: [], changed: [], removed: [] });
  });

  it('names the account whose settings it read, and this Windows', async () => {
    const { report } = await check(pc, checker, '/NOPROBE');
    expect(report.account).toMatchObject({ name: 'jimu', sid: expect.stringMatching(/^S-1-5-21-/) });
    expect(report).toMatchObject({ os: { name: '10' }, ie: { major: '11', source: 'default' } });
    expect(report.account.runBy).toBe(report.account.sid);
  });

  it('sees that the box of TLS 1.2 is missing from the dialog', async () => {
    await pc.importRegistry(`[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Internet Explorer\\AdvancedOptions\\CRYPTO\\TLS1.2]\n${userValue('dword:00000080')}`);
    expect((await check(pc, checker, '/NOPROBE')).findings).toEqual(['12 NO_12 FAIL-U', '61 UI_ROW_MISSING FAIL-U']);
    await pc.importRegistry(boxOfTls12);
  });

  it('takes Windows 8.1 for Windows 8.1', async () => {
    const other = await createPc({ persona: 'win81' });
    try {
      await other.importRegistry(userValue('dword:00000aa8'));
      const { report, findings } = await check(other, checker, '/NOPROBE');
      expect(report.os.name).toBe('8.1');
      expect(findings).toEqual(['7 SSL2_ON WARN', '6 SSL3_ON WARN', '2 USER_HAS_12 PASS']);
    } finally {
      await other.dispose();
    }
  });
});
