import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { locateToolchain } from '@togo/needs';
import { createPc, type Pc } from '@togo/wine-lab';
import { workspaceRoot } from '@togo/workspace';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const minute = 60_000;
let pc: Pc;

beforeAll(async () => {
  pc = await createPc({ persona: 'win10' });
}, 2 * minute);
afterAll(() => pc.dispose());

/** Calls functions of the installer's script on a PC; each call pushes its arguments and yields the one value that it leaves. */
async function callAll(calls: readonly { readonly function: string; readonly arguments: readonly string[] }[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-nsh-'));
  const script = [
    'Unicode true', 'OutFile harness.exe', 'SilentInstall silent', 'RequestExecutionLevel user',
    `!addincludedir "${join(workspaceRoot, 'apps/installer/nsis')}"`,
    '!include LogicLib.nsh', '!include WordFunc.nsh',
    '!macro RequireUpgradesFrom', '!insertmacro RequireVersion ">=" "8.0.0"', '!insertmacro RequireVersion "<" "9.1.0"', '!macroend',
    '!macro Log TEXT', '!macroend', '!define Log "!insertmacro Log"',
    '!include basics.nsh', '!insertmacro DefineBasics ""', '!include versions.nsh', '!include claims-window.nsh', '!include read-files.nsh',
    'Section', 'FileOpen $R9 "C:\\results.txt" w',
    ...calls.flatMap(({ function: name, arguments: given }) => {
      const pushed = given.map((text) => `Push "${text}"`);
      return [...pushed, `Call ${name}`, 'Pop $R8', 'FileWrite $R9 "$R8$\\n"'];
    }),
    'FileClose $R9', 'SectionEnd', '',
  ];
  await writeFile(join(folder, 'harness.nsi'), `\uFEFF${script.join('\n')}`);
  const { makensis } = await locateToolchain();
  await run(makensis.exe, ['-V1', 'harness.nsi'], { cwd: folder, env: { NSISDIR: makensis.nsisDir } });
  await pc.run(join(folder, 'harness.exe'));
  return (await pc.read('C:\\results.txt')).toString('latin1').split('\n').slice(0, -1);
}

describe('when the installer compares versions', { timeout: 2 * minute }, () => {
  const part = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 99_999 }));
  const version = fc.tuple(part, part, part);

  it('orders them by their numbers', async () => {
    const pairs = fc.sample(fc.tuple(version, version), { numRuns: 120, seed: 3 });
    const expected = pairs.map(([a, b]) => Math.sign(a[0] - b[0] || a[1] - b[1] || a[2] - b[2]));
    const got = await callAll(pairs.map(([a, b]) => ({ function: 'CompareVersions', arguments: [a.join('.'), b.join('.')] })));
    expect(got.map(Number)).toEqual(expected.map((order) => order + 0));
  });

  it('knows a version from anything else', async () => {
    const yes = ['9.1.0', '0.0.0', '99999.1.2'];
    const no = ['', '9', '9.1', '9.1.0.0', '.9.1', '9..1', '9.1.', 'v9.1.0', '9.1.0-beta', '9.1.0 ', '100000.1.1', '９.1.0', '9.1.x'];
    const got = await callAll([...yes, ...no].map((text) => ({ function: 'IsVersion', arguments: [text] })));
    expect(got).toEqual([...yes.map(() => '1'), ...no.map(() => '0')]);
  });

  it('upgrades from what the range of the release admits', async () => {
    const cases: [string, string][] = [['7.9.9', '0'], ['8.0.0', '1'], ['8.10.0', '1'], ['9.0.99', '1'], ['9.1.0', '0'], ['10.0.0', '0']];
    expect(await callAll(cases.map(([text]) => ({ function: 'MayUpgradeFrom', arguments: [text] })))).toEqual(cases.map(([, answer]) => answer));
  });
});

describe('when the installer asks for the day in Japan', { timeout: 2 * minute }, () => {
  it('is right on both sides of midnight in Tokyo, in every month and in leap years', async () => {
    const midnights = ['2021-04-10T15:00:00Z', '2021-03-31T15:00:00Z', '2020-02-28T15:00:00Z', '2024-02-29T15:00:00Z', '2020-12-31T15:00:00Z'];
    const moments = [
      ...midnights.flatMap((text) => [new Date(Date.parse(text) - 1000), new Date(text)]),
      ...fc.sample(fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true }), { numRuns: 60, seed: 5 }),
    ];
    const expected = moments.map((moment) => String(new Date(moment.getTime() + 9 * 3_600_000).getUTCDate()));
    const calls = moments.map((moment) => {
      const ticks = (BigInt(moment.getTime()) + 11_644_473_600_000n) * 10_000n;
      return { function: 'DayInJapan', arguments: [String(BigInt.asIntN(32, ticks >> 32n)), String(BigInt.asIntN(32, ticks))] };
    });
    expect(await callAll(calls)).toEqual(expected);
  });
});
