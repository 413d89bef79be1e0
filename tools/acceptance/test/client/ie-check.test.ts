import { compare, createPc, personas, type Pc } from '@togo/wine-lab';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cutRelease, type CutRelease } from '../../src/cut-release.ts';
import {
  internetPolicies, internetSettings, key, machinePolicy, machineValue, machineValueOf32Bit, untouched, userPolicy, userValue, windowsSwitch, type CheckerReport,
} from '../checker/checker.ts';
import { buildSetKeyAccess, nobody } from '../checker/key-access.ts';
import { dataFolder, installFolder, startScreens, type Screens } from '../release/installed.ts';

const minute = 60_000;
const tool = `${installFolder}\\versions\\9.1.0\\IESettingsCheck-9.1.0.exe`;
const everySuite = Array.from({ length: 60 }, () => 'TLS_RSA_WITH_RC4_128_SHA').join(',');
const policyOf = (area: string, line: string): string => key('HKEY_LOCAL_MACHINE', `SOFTWARE\\Policies\\Microsoft\\${area}`, line);

/** States of the registry, each with the codes that the page must show. */
const states: readonly (readonly [state: string, script: string, ...codes: string[]])[] = [
  ['nothing was changed', '', 'S-200'],
  ['the user ticked TLS 1.0 to 1.2', userValue('dword:00000a80'), 'S-201'],
  ['the user ticked TLS 1.0 and SSL 3.0', userValue('dword:000000a0'), 'S-211'],
  ['everything is off', userValue('dword:00000000'), 'S-210'],
  ['2688 was typed as hexadecimal', userValue('dword:00002688'), 'S-213'],
  ['the value is text', userValue('"2688"'), 'S-216'],
  ['the value is binary', userValue('hex:80,0a,00,00'), 'S-216'],
  ['the value is 64 bits wide', userValue('hex(b):80,0a,00,00,00,00,00,00'), 'S-216'],
  ['the value is a list of texts', userValue('hex(7):38,00,00,00,00,00'), 'S-216'],
  ['the machine has its own setting', machineValue('dword:00000a80') + machineValueOf32Bit('dword:00000a80'), 'S-202'],
  ['the machine has an old tweak', machineValue('dword:00000080') + machineValueOf32Bit('dword:00000080'), 'S-215'],
  ['the 32-bit view differs', machineValue('dword:00000a80') + machineValueOf32Bit('dword:00000080'), 'S-226'],
  ['a policy has TLS 1.2', machinePolicy('dword:00000800') + userValue('dword:00000080'), 'S-203'],
  ['a policy lacks TLS 1.2', machinePolicy('dword:00000080') + userValue('dword:00000a80'), 'S-230'],
  ['a policy for the user lacks TLS 1.2', userPolicy('dword:00000080') + userValue('dword:00000a80'), 'S-232'],
  ['a policy is text', machinePolicy('"2560"'), 'S-236'],
  ['Windows does not use TLS 1.2', windowsSwitch('"Enabled"=dword:00000000') + userValue('dword:00000a80'), 'S-240', 'S-201'],
  ['Windows uses TLS 1.2 when asked', windowsSwitch('"Enabled"=dword:00000001', '"DisabledByDefault"=dword:00000001'), 'S-241', 'S-200'],
  ['the cipher policy leaves nothing', policyOf('Cryptography\\Configuration\\SSL\\00010002', `"Functions"="${everySuite}"`), 'S-244', 'S-200'],
  ['zones are the machine’s', key('HKEY_LOCAL_MACHINE', internetPolicies, '"Security_HKLM_only"=dword:00000001'), 'S-200', 'S-207'],
];

let release: CutRelease;
beforeAll(async () => {
  release = await cutRelease('9.1.0');
}, 5 * minute);
afterAll(() => release?.remove());

describe.each(personas)('when the client installed on %s looks at Internet Explorer', (persona) => {
  let pc: Pc;
  let screens: Screens;

  beforeAll(async () => {
    pc = await createPc({ persona });
    await pc.run(release.installer, ['/S', '/LOG=C:\\install.log']);
    screens = await startScreens(pc);
  }, 3 * minute);
  afterEach(() => pc.importRegistry(untouched));
  afterAll(async () => {
    await screens?.[Symbol.asyncDispose]();
    await pc?.dispose();
  });

  /** Opens the page: the codes that it shows, and what the log says of it. */
  async function look(): Promise<{ codes: string[]; logged: string; text: string }> {
    await screens.page.goto(`${screens.origin}/ie-check`);
    const codes = await screens.page.locator('main .code').allTextContents();
    const log = (await pc.read(`${dataFolder}\\logs\\client.log`)).toString('utf8');
    const logged = /.* ie-check codes="([^"]*)"/s.exec(log)?.[1] ?? '';
    return { codes: codes.map((code) => code.slice(1, -1)), logged, text: await screens.page.locator('main').innerText() };
  }

  /** What the tool beside it says of the same PC. */
  async function askTool(): Promise<CheckerReport> {
    await pc.write('C:\\report.json', '');
    await pc.run(tool, ['/S', '/REPORT=C:\\report.json', '/NOPROBE']);
    return JSON.parse((await pc.read('C:\\report.json')).toString('utf8')) as CheckerReport;
  }

  it.each(states)('says what the tool says where %s', async (_state, script, ...expected) => {
    await pc.importRegistry(script);
    const { verdict, findings } = await askTool();
    const { codes, logged, text } = await look();
    expect(logged).toBe(`${verdict}: ${findings.map((finding) => `${finding.row} ${finding.code} ${finding.verdict}`).join(', ')}`);
    expect(codes).toEqual(findings.map(({ support }) => support));
    expect(codes).toEqual(expect.arrayContaining(expected));
    for (const { message } of findings) expect(text).toContain(message.split('。')[0]);
  });

  it('names the account, and changes nothing', async () => {
    await pc.importRegistry(userValue('dword:000000a0'));
    const before = await pc.snapshot();
    const { text } = await look();
    expect(text).toContain('jimu さんの設定を確認しました。');
    expect(compare(before, await pc.snapshot()).registry).toEqual({ added: [], changed: [], removed: [] });
  });

  it('sees a correction by the tool when it looks again', async () => {
    await pc.importRegistry(userValue('dword:000000a0'));
    expect((await look()).codes).toContain('S-211');
    await pc.run(tool, ['/S', '/FIX', '/NOPROBE']);
    await screens.page.getByRole('button', { name: 'もう一度確認' }).click();
    expect(await screens.page.locator('main').innerText()).toContain('0x000008A0');
  });

  it('opens the tool of the installed version', async () => {
    await look();
    await screens.page.getByRole('button', { name: 'IE設定チェックツールを開く' }).click();
    await screens.page.getByRole('heading', { name: 'IE設定チェックツールを開きました' }).waitFor();
    await (await pc.desktop()).waitForWindow('IE設定チェックツール');
  });

  it('takes a value that may not be read neither for absent nor for right', async () => {
    await pc.importRegistry(userValue('dword:00000a80'));
    const setAccess = await buildSetKeyAccess(release.dir);
    expect((await pc.run(setAccess, [internetSettings, nobody])).exitCode).toBe(0);
    expect((await askTool()).findings.map(({ support }) => support)).toContain('S-217');
    expect((await look()).codes).toContain('S-217');
  });
}, 10 * minute);
