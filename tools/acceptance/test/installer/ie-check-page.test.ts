import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, createPc, type Desktop, type Pc, type RunningProgram, type Window } from '@togo/wine-lab';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { boxOfTls12, internetSettings, machinePolicy, secureProtocols, userValue } from '../checker/checker.ts';
import { cutOff, dotsPerInch, onScreen, pictureFolder } from '../checker/display.ts';
import { buildSetKeyAccess, readOnly } from '../checker/key-access.ts';
import { dataFolder, programFolder, textOf } from './facility-pc.ts';
import { standInInstaller } from './stand-in.ts';
import { button, findButton, says, startInstallation } from './wizard.ts';

const minute = 60_000;
const internetExplorer = 'C:\\Program Files\\Internet Explorer\\iexplore.exe';
const installed = 'この版がこのパソコンで動くことを確認しました。';
const fixButton = 'jimu さんの設定を直す';
const againButton = 'もう一度確認';
let folder = '';
let installer = '';
let pc: Pc;
let desktop: Desktop;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-ie-check-'));
  installer = await standInInstaller({ version: '9.1.0' });
}, 4 * minute);
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  pc = await createPc({ persona: 'win10' });
});
afterEach(() => pc.dispose());

/** The last page of an installation on a PC in this state. */
async function install(state: string, exe = installer): Promise<{ program: RunningProgram; page: Window }> {
  await pc.importRegistry(boxOfTls12 + state);
  desktop = await pc.desktop();
  const program = await startInstallation(desktop, exe);
  return { program, page: await desktop.waitForText(installed) };
}

async function keptLog(): Promise<string> {
  const [name = ''] = await pc.list(`${dataFolder}\\logs\\install`);
  return textOf(pc, `${dataFolder}\\logs\\install\\${name}`);
}

describe('when TLS 1.2 is off for the person at the screen', { timeout: 2 * minute }, () => {
  it('names the account, and sets that one value when its button is pressed', async () => {
    const { program, page } = await install(userValue('dword:00000280'));
    expect(says(page, 'jimu さんのアカウントの設定(IE)\r\nお使いの方の設定を直す必要があります(S-211)')).toBe(true);
    expect(button(page, fixButton).enabled).toBe(true);
    const before = await pc.snapshot();
    await desktop.key('alt+f');
    const fixed = await desktop.waitForText('設定を直しました。あと一つ、作業が残っています(S-291)');
    const { registry } = compare(before, await pc.snapshot());
    expect(registry).toEqual({ added: [], changed: [secureProtocols], removed: [] });
    expect((await pc.registry()).get(`HKCU\\${internetSettings}`, 'SecureProtocols')).toMatchObject({ type: 'REG_DWORD', value: 0xa80 });
    expect(findButton(fixed, fixButton)).toBeUndefined();
    expect(await keptLog()).toMatch(/IE check: PASS-PENDING, account 'jimu' .*, made 'fixed' \r\n/);
    await desktop.key('Return');
    const again = await desktop.waitForText('TLS 1.2 で通信できる設定です(S-201)');
    expect(findButton(again, againButton)).toBeUndefined();
    await desktop.key('Return');
    expect(await program.waitUntil('all', minute)).toMatchObject({ exitCode: 0, processes: [] });
    expect(pc.exists(`${programFolder}\\journal`)).toBe(false);
  });

  it('changes nothing when somebody only goes on with Enter', async () => {
    const { program } = await install(userValue('dword:00000280'));
    await desktop.key('Return');
    expect((await program.waitUntil('all', minute)).exitCode).toBe(0);
    expect((await pc.registry()).get(`HKCU\\${internetSettings}`, 'SecureProtocols')).toMatchObject({ value: 0x280 });
  });

  it('asks for Internet Explorer to be closed, ends nothing, and sees when that was done', async () => {
    const explorer = await pc.start(internetExplorer, ['about:blank']);
    // Its window takes the keyboard when it comes.
    await (await pc.desktop()).waitForWindow('Internet Explorer');
    const { page } = await install(userValue('dword:00000280'));
    await desktop.click(button(page, fixButton));
    const pending = await desktop.waitForText('(S-290)');
    expect(says(pending, 'Internet Explorer の画面をすべて閉じてから、')).toBe(true);
    await desktop.click(button(pending, againButton));
    // The page says the same as before, so the log tells that the second look is over.
    await vi.waitFor(async () => expect((await keptLog()).match(/IE check: PASS-PENDING/g)).toHaveLength(2), { timeout: minute / 2, interval: 200 });
    expect(says(await desktop.waitForText('(S-290)'), againButton)).toBe(true);
    expect((await explorer.alive()).map(({ image }) => image)).toEqual([expect.stringContaining('iexplore.exe')]);
    await explorer.stop();
    await desktop.key('alt+r');
    await desktop.waitForText('TLS 1.2 で通信できる設定です(S-201)');
  });

  it('says that nothing was corrected where the registry refuses, and where to go on', async () => {
    const { program, page } = await install(userValue('dword:00000280'));
    await pc.run(await buildSetKeyAccess(folder), [internetSettings, readOnly]);
    await desktop.click(button(page, fixButton));
    const refused = await desktop.waitForText('設定を直せませんでした(S-293)');
    expect(says(refused, 'スタートメニューから《IE設定チェックツール》を開いてください。')).toBe(true);
    expect(findButton(refused, fixButton)).toBeUndefined();
    expect((await pc.registry()).get(`HKCU\\${internetSettings}`, 'SecureProtocols')).toMatchObject({ value: 0x280 });
    await desktop.key('Return');
    expect((await program.waitUntil('all', minute)).exitCode).toBe(0);
  });
});

describe('when the change is not the user’s to make', { timeout: 2 * minute }, () => {
  it.each([
    ['a policy decides', machinePolicy('dword:00000080'), '情報システムの担当者が直す必要があります(S-230)'],
    ['the value is no number', userValue('"2688"'), '確かめられないことがありました(S-216)'],
  ])('says so, points to the checker and offers no button: %s', async (_, state, words) => {
    const { page } = await install(state);
    expect(says(page, words)).toBe(true);
    expect(says(page, 'スタートメニューから《IE設定チェックツール》を開いてください。')).toBe(true);
    expect(page.controls.filter(({ kind }) => kind === 'Button').map(({ text }) => text)).toEqual(['完了']);
  });

  it('offers none either where nothing has to be done', async () => {
    const { page } = await install('');
    expect(says(page, 'TLS 1.2 で通信できる設定です(S-200)')).toBe(true);
    expect(page.controls.filter(({ kind }) => kind === 'Button').map(({ text }) => text)).toEqual(['完了']);
  });
});

/**
 * Wine has one account, so the checker cannot find another one at the screen here. A stand-in gives the answers that the real checker would, in its
 * own form (test/checker/ini-report.test.ts), and notes how it was called. That the real one reads and writes the other account's hive
 * is shown by injected facts (rows 38 to 40) and on a real PC (docs/windows-checklist.md).
 */
describe('when an administrator installs while somebody else uses the screen', { timeout: 2 * minute }, () => {
  const clerk = 'S-1-5-21-1-2-3-1005';
  const answer = (fields: Readonly<Record<string, string>>): Buffer => {
    const account = { account: 'R&D 花子', address: 'R&D 花子 さん', sid: clerk, runBy: 'S-1-5-21-1-2-3-500', elevated: 'yes', why: '' };
    const lines = Object.entries({ formatVersion: 1, ...account, ...fields }).map(([name, value]) => `${name}=${value}`);
    const findings = ['[finding1]', 'row=38', 'support=S-250', '[finding2]', 'row=12', 'support=S-211', ''];
    return Buffer.from(['\uFEFF[check]', ...lines, ...findings].join('\r\n'), 'utf16le');
  };
  let standIn: string;
  beforeAll(async () => {
    standIn = await standInInstaller({ version: '9.1.0', checker: ['dump C:\\dump.json', 'answer C:\\answer.ini', 'exit 1'] });
  }, 4 * minute);

  it('names that person, and has that account and no other corrected', async () => {
    await pc.write('C:\\answer.ini', answer({ verdict: 'FAIL-U', mark: 'fail', title: '直す必要があります', fix: 'add-tls12', done: 'none' }));
    const { page } = await install('', standIn);
    expect(says(page, 'R&&D 花子 さんのアカウントの設定(IE)\r\n直す必要があります(S-211)')).toBe(true);
    const calledWith = async (): Promise<unknown> => (JSON.parse(await textOf(pc, 'C:\\dump.json')) as { arguments: string[] }).arguments.slice(1);
    const look = ['/S', '/NOPROBE', `/REPORT=${programFolder}\\journal\\ie-check.ini`];
    expect(await calledWith()).toEqual(look);
    await pc.write('C:\\answer.ini', answer({ verdict: 'PASS-PENDING', mark: 'warn', title: '直しました', fix: '', done: 'fixed' }));
    await desktop.click(button(page, 'R&&D 花子 さんの設定を直す'));
    await desktop.waitForText('直しました');
    expect(await calledWith()).toEqual([...look, '/FIX', `/FOR=${clerk}`]);
    expect(await keptLog()).toContain(`account 'R&D 花子' ${clerk}, run by S-1-5-21-1-2-3-500, elevated yes`);
  });

  it('says plainly that it could not tell who uses the screen', async () => {
    await pc.write('C:\\answer.ini', answer({ verdict: 'UNKNOWN', mark: 'info', title: '', sid: '', account: 'お使いの方', fix: '', done: 'none' }));
    const { page } = await install('', standIn);
    expect(says(page, 'この画面を使っている方を特定できないため、')).toBe(true);
    expect(page.controls.filter(({ kind }) => kind === 'Button').map(({ text }) => text)).toEqual(['完了']);
  });
});

describe('when the check could not be made', { timeout: 2 * minute }, () => {
  it('says so beside the finished installation', async () => {
    const { program, page } = await install('', await standInInstaller({ version: '9.1.0', checker: 'broken' }));
    expect(says(page, 'Internet Explorer の設定を確認できませんでした(I-418)')).toBe(true);
    await desktop.key('Return');
    expect((await program.waitUntil('all', minute)).exitCode).toBe(0);
  });
});

describe('when the display is scaled', { timeout: 2 * minute }, () => {
  /** The lines of the frame are wider than the window by design. */
  const isText = ({ text }: { readonly text: string }): boolean => text !== '';

  it.each([
    [100, 96],
    [125, 120],
    [150, 144],
  ])('shows everything at %i %', async (percent, dots) => {
    await pc.importRegistry(dotsPerInch(dots));
    await pc.shutdown();
    const { page } = await install(userValue('dword:00000280'));
    expect(cutOff(page).filter(isText)).toEqual([]);
    await desktop.screenshot(join(pictureFolder(folder), `installer-fix-${percent}.png`), onScreen(page, percent / 100));
    await desktop.key('alt+f');
    const fixed = await desktop.waitForText('(S-291)');
    expect(cutOff(fixed).filter(isText)).toEqual([]);
    await desktop.screenshot(join(pictureFolder(folder), `installer-fixed-${percent}.png`), onScreen(fixed, percent / 100));
  });
});
