import { fixedClock } from '@togo/foundation';
import { evaluate, planFix, untouchedPc, type Facts, type RegValue } from '@togo/ie-settings';
import { anyFacts } from '@togo/ie-settings/fixture';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryOf, type WrittenKeys } from '../../test/registry-text.ts';
import { readFacts } from './read-facts.ts';

const settings = 'Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const policies = 'Software\\Policies\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const schannel = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client';
const windowsKey = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const text = (written: string): RegValue => ({ kind: 'text', text: written });
const dword = (value: number): RegValue => ({ kind: 'dword', value });

const untouched: WrittenKeys = {
  [windowsKey]: { CurrentMajorVersionNumber: dword(10), CurrentBuild: text('19042'), CurrentVersion: text('6.3'), EditionID: text('Professional') },
  'HKLM\\SOFTWARE\\Microsoft\\Internet Explorer': { svcVersion: text('11.789.19041.0'), Version: text('9.11.19041.0') },
  'HKLM\\SOFTWARE\\Microsoft\\Internet Explorer\\AdvancedOptions\\CRYPTO\\TLS1.2': { ValueName: text('SecureProtocols') },
  [`HKCU\\${settings}`]: { ProxyEnable: dword(0) },
  [`HKLM\\${settings}`]: {},
  [`32 HKLM\\${settings}`]: {},
};
const explorerExe = 'C:\\Program Files (x86)\\Internet Explorer\\iexplore.exe';

function read(keys: WrittenKeys): Promise<Facts> {
  return readFacts({
    query: queryOf({ ...untouched, ...keys }),
    programFolders: ['C:\\Program Files', 'C:\\Program Files (x86)'],
    exists: (path) => path === explorerExe,
    clock: fixedClock('2021-04-18T15:00:00Z'),
  });
}

/** The values of the facts in the keys that they come from; a denied value is a denied key. */
function registryOf(facts: Facts): WrittenKeys {
  const one = (value: RegValue, name = 'SecureProtocols'): WrittenKeys[string] => (value.kind === 'denied' ? 'denied' : { [name]: value });
  return {
    [windowsKey]: { CurrentMajorVersionNumber: facts.os.major === 0 ? { kind: 'absent' } : dword(facts.os.major), CurrentBuild: text(String(facts.os.build)) },
    [`HKCU\\${settings}`]: one(facts.user),
    [`HKCU\\${policies}`]: one(facts.userPolicy),
    [`HKLM\\${policies}`]: one(facts.machinePolicy),
    [`HKLM\\${settings}`]: one(facts.machine64),
    [`32 HKLM\\${settings}`]: one(facts.machine32),
    [schannel]: one(facts.schannelEnabled, 'Enabled'),
  };
}

describe('when the facts of a PC are read', () => {
  it('finds a PC on which nothing was ever changed as it is', async () => {
    expect(await read({})).toEqual({ ...untouchedPc, account: { token: 'HKCU', shell: 'HKCU', elevated: false, others: 0 }, clock: { today: 20210419, built: 0 } });
  });

  it('comes to the verdict, the findings and the fix of the facts themselves, whatever the values are', async () => {
    await fc.assert(
      fc.asyncProperty(anyFacts, async (facts) => {
        const there = { ...facts, account: { token: 'HKCU', shell: 'HKCU', elevated: false, others: 0 } };
        const seen = await read(registryOf(facts));
        expect(evaluate(seen)).toEqual(evaluate(there));
        expect(planFix(seen)?.to).toEqual(planFix(there)?.to);
      }),
      { numRuns: 200 },
    );
  });

  it('reads the switches that a rule asks for, each from its own key', async () => {
    const seen = await read({
      [schannel]: { Enabled: dword(0xffffffff), DisabledByDefault: dword(1) },
      [schannel.replace('Client', 'Server')]: { Enabled: dword(0) },
      'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\FipsAlgorithmPolicy': { Enabled: dword(1) },
      'HKLM\\SOFTWARE\\Policies\\Microsoft\\Cryptography\\Configuration\\SSL\\00010002': { Functions: text('TLS_RSA_WITH_RC4_128_SHA') },
      [`HKLM\\${policies}`]: { Security_HKLM_only: dword(1) },
      'HKCU\\Software\\Policies\\Microsoft\\Internet Explorer\\Main': { NotifyDisableIEOptions: dword(0) },
      [`HKCU\\${settings}`]: { ProxyEnable: dword(1), ProxyServer: text('proxy.example:8080'), AutoConfigURL: text('http://proxy.example/x.pac') },
    });
    expect(seen).toMatchObject({
      schannelEnabled: dword(0xffffffff), schannelDisabledByDefault: dword(1), schannelServerEnabled: dword(0), fips: dword(1), hklmOnly: dword(1),
      cipherPolicy: text('TLS_RSA_WITH_RC4_128_SHA'), ie: { disabledByPolicy: true }, proxy: { enabled: true, server: 'proxy.example:8080', script: 'http://proxy.example/x.pac' },
    });
  });

  it('tells a key that is not there from one that may not be read, and from one below such a key', async () => {
    expect((await read({})).userPolicy).toEqual({ kind: 'absent' });
    expect((await read({ [`HKCU\\${policies}`]: 'denied' })).userPolicy).toEqual({ kind: 'denied' });
    expect((await read({ 'HKCU\\Software\\Policies\\Microsoft': 'denied' })).userPolicy).toEqual({ kind: 'denied' });
    expect((await read({ 'HKCU\\Software\\Policies\\Microsoft': {} })).userPolicy).toEqual({ kind: 'absent' });
  });

  it('judges nothing when Windows does not show its version', async () => {
    await expect(read({ [windowsKey]: 'denied' })).rejects.toMatchObject({ code: 'S-295' });
    await expect(read({ [windowsKey]: { CurrentBuild: dword(19042) } })).rejects.toMatchObject({ code: 'S-295' });
  });
});
