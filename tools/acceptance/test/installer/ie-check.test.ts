import { createPc, type Pc, type RunReport } from '@togo/wine-lab';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { boxOfTls12, internetPolicies, internetSettings, key, machinePolicy, secureProtocols, userValue } from '../checker/checker.ts';
import { currentVersion, installSilently, programFolder, textOf, uninstallSilently } from './facility-pc.ts';
import { standInInstaller } from './stand-in.ts';

const minute = 60_000;
const log = 'C:\\install.log';
const answerFile = 'C:\\answer.ini';

/** What the log says of the check, without the times. */
async function logged(pc: Pc): Promise<string[]> {
  return [...(await textOf(pc, log)).matchAll(/IE check: (.*?)\r\n/g)].map(([, line = '']) => line);
}

describe('when the installer looks at the setting of Internet Explorer', { timeout: 2 * minute }, () => {
  let pc: Pc;
  let installer: string;
  const install = (): Promise<RunReport> => installSilently(pc, installer, [`/LOG=${log}`]);

  beforeAll(async () => {
    installer = await standInInstaller({ version: '9.1.0' });
    pc = await createPc({ persona: 'win10' });
    await pc.importRegistry(boxOfTls12);
    await install();
  }, 4 * minute);
  afterAll(() => pc.dispose());
  afterEach(() =>
    pc.importRegistry(key('HKEY_CURRENT_USER', internetSettings, '"SecureProtocols"=-') + key('HKEY_LOCAL_MACHINE', internetPolicies, '"SecureProtocols"=-')),
  );

  it.each([
    ['nothing was ever changed', '', ["PASS, fix offered ''", 'row 1 DEFAULT_HAS_12 PASS, who -, S-200']],
    ['TLS 1.2 is off for the user', userValue('dword:000000a0'), ["FAIL-U, fix offered 'add-tls12'", 'row 12 NO_12 FAIL-U, who U, S-211']],
    ['a policy decides', machinePolicy('dword:00000080'), ["FAIL-G, fix offered ''", 'row 25 POLICY_NO_12 FAIL-G, who G, S-230']],
    ['the value is no number', userValue('"2688"'), ["UNKNOWN, fix offered 'delete-value'", 'row 19 WRONG_TYPE UNKNOWN, who U, S-216']],
  ])('notes verdict, reason and whose setting it is, and changes nothing: %s', async (_, state, [verdict = '', ...findings]) => {
    await pc.importRegistry(state);
    const report = await install();
    expect(report.exitCode).toBe(0);
    const [summary = '', ...rows] = await logged(pc);
    const saw = /^(\S+), account 'jimu' (S-1-5-21-[-\d]+), run by (\S+), elevated yes, (fix offered '.*'), made 'none' $/.exec(summary) ?? [summary];
    expect(`${saw[1]}, ${saw[4]}`).toBe(verdict);
    expect(saw[3]).toBe(saw[2]);
    expect(rows.toSorted()).toEqual([...findings, 'row 41 ELEVATED_SAME PASS, who -, S-253'].toSorted());
    expect([...report.registry.added, ...report.registry.changed, ...report.registry.removed]).not.toContain(secureProtocols);
    expect(pc.exists(`${programFolder}\\journal`)).toBe(false);
  });
});

describe('when the checker gives no answer', { timeout: 2 * minute }, () => {
  let pc: Pc;
  beforeEach(async () => {
    pc = await createPc({ persona: 'win10' });
  });
  afterEach(() => pc.dispose());

  it.each([
    ['it is not there', 'missing'],
    ['Windows cannot start it', 'broken'],
    ['it says nothing', ['exit 0']],
    ['it never ends', [`answer ${answerFile}`, 'wait 600000']],
    ['it says something else', ['answer C:\\windows\\win.ini']],
  ] as const)('installs all the same, and notes that it could not look: %s', async (_, checker) => {
    await pc.write(answerFile, '[check]\r\nformatVersion=1\r\nverdict=PASS\r\n');
    const report = await installSilently(pc, await standInInstaller({ version: '9.1.0', checker }), [`/LOG=${log}`]);
    expect(report).toMatchObject({ exitCode: 0, stderr: '', processes: [] });
    expect(await logged(pc)).toEqual(['could not be made']);
    expect(await currentVersion(pc)).toBe('9.1.0');
    expect(pc.exists(`${programFolder}\\journal`)).toBe(false);
  });
});

describe('when the installer is killed while it looks', { timeout: 3 * minute }, () => {
  let pc: Pc;
  beforeEach(async () => {
    pc = await createPc({ persona: 'win10' });
    const program = await pc.start(await standInInstaller({ version: '9.1.0', checker: ['wait 600000'] }), ['/S']);
    await expect.poll(() => pc.exists(`${programFolder}\\journal\\ie-check.out`), { timeout: minute }).toBe(true);
    await program.stop();
  }, 3 * minute);
  afterEach(() => pc.dispose());

  it('leaves the new version in place, and the next run tidies up', async () => {
    expect(await currentVersion(pc)).toBe('9.1.0');
    const report = await installSilently(pc, await standInInstaller({ version: '9.1.0' }));
    expect(report.exitCode).toBe(0);
    expect(pc.exists(`${programFolder}\\journal`)).toBe(false);
  });

  it('leaves nothing that the uninstaller does not remove', async () => {
    await uninstallSilently(pc);
    expect(pc.exists(programFolder)).toBe(false);
  });
});
