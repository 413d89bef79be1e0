import { createPc, type Pc } from '@togo/wine-lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boxOfTls12, buildChecker, check, machinePolicy, userValue, windowsSwitch, type BuiltChecker } from './checker.ts';

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

type Sections = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What Windows reads from an INI file: sections, and names up to the first equals sign. */
function parseIni(bytes: Buffer): Sections {
  const text = bytes.toString('utf16le');
  expect(text.startsWith('\uFEFF[')).toBe(true);
  const sections = text.slice(1).split(/^\[(\w+)\]\r\n/m).slice(1);
  const entries = (lines: string): Record<string, string> =>
    Object.fromEntries(lines.split('\r\n').filter((line) => line !== '').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  return Object.fromEntries(sections.flatMap((name, index) => (index % 2 === 0 ? [[name, entries(sections[index + 1] ?? '')]] : [])));
}

async function checkAsIni(path: string, ...args: readonly string[]): Promise<Sections> {
  await pc.run(checker.exe, ['/S', `/REPORT=${path}`, ...args]);
  return parseIni(await pc.read(path));
}

describe('when the report is asked for as an INI file', () => {
  it.each([
    ['nothing was changed', '', { mark: 'ok', title: 'TLS 1.2 で通信できる設定です', fix: '' }],
    ['the user lacks TLS 1.2', userValue('dword:000000a0'), { mark: 'fail', title: 'お使いの方の設定を直す必要があります', fix: 'add-tls12' }],
    ['Windows stands in the way too', windowsSwitch('"Enabled"=dword:00000000'), { mark: 'fail', title: 'このパソコンの管理者が直す必要があります', fix: 'add-tls12' }],
    ['a policy decides as well', machinePolicy('dword:00000080'), { mark: 'fail', title: 'このパソコンの管理者が直す必要があります', fix: '' }],
  ])('says what the JSON says: %s', async (_, state, expected) => {
    await pc.importRegistry(state);
    const { report } = await check(pc, checker, '/NOPROBE');
    const { check: head, ...findings } = await checkAsIni('C:\\答え.ini', '/NOPROBE');
    const { verdict, account } = report;
    const who = { account: 'jimu', address: 'jimu さん', sid: account.sid, runBy: account.runBy, elevated: 'no' };
    expect(head).toEqual({ formatVersion: '1', verdict, ...who, ...expected, done: 'none', why: '' });
    const listed = report.findings.map(({ message: _, row, ...finding }, index) => [`finding${index + 1}`, { row: String(row), ...finding }]);
    expect(findings).toEqual(Object.fromEntries(listed));
  });

  it('says what a change did, in place of an older answer', async () => {
    await pc.importRegistry(`${machinePolicy('-')}${windowsSwitch('"Enabled"=-')}${userValue('dword:00000280')}`);
    const fixed = await checkAsIni('C:\\答え.ini', '/NOPROBE', '/FIX');
    expect(fixed['check']).toMatchObject({ verdict: 'PASS-PENDING', mark: 'warn', fix: '', done: 'fixed', why: '' });
    expect(Object.keys(fixed)).toEqual(['check', 'finding1', 'finding2']);
    const undone = await checkAsIni('C:\\答え.ini', '/NOPROBE', '/UNDO', '/FOR=S-1-5-21-9-9-9-1001');
    expect(undone['check']).toMatchObject({ verdict: 'PASS', done: 'none', why: 'S-298' });
  });
});
