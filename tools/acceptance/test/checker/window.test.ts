import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDevPki, issueServerCertificate, type DevPki } from '@togo/signing';
import { parseTrust } from '@togo/tls-policy';
import { createPc, type Desktop, type Pc, type RunningProgram, type Window } from '@togo/wine-lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../src/wait-for.ts';
import { boxOfTls12, buildChecker, internetSettings, key, machinePolicy, userValue, type BuiltChecker } from './checker.ts';
import { cutOff, dotsPerInch, onScreen, pictureFolder } from './display.ts';
import { startSilentServer, startTlsServer, type TestServer } from './servers.ts';
import { trustedRoot } from './trusted-root.ts';

const title = 'IE設定チェックツール';
const internetExplorer = 'C:\\Program Files\\Internet Explorer\\iexplore.exe';
const patienceMs = 20_000;

let folder = '';
let pictures = '';
let pki: DevPki;
let roots: readonly string[];
let checker: BuiltChecker;
let server: TestServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-window-'));
  pictures = pictureFolder(folder);
  pki = await ensureDevPki(join(folder, 'keys'));
  roots = parseTrust(await readFile(pki.reception.trustPath, 'utf8')).ca;
  checker = await buildChecker();
  server = await startTlsServer(await issueServerCertificate(pki, { names: ['localhost'] }));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await checker[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** A PC in some state, the checker open on it. */
interface Screen extends AsyncDisposable {
  readonly pc: Pc;
  readonly desktop: Desktop;
  readonly program: RunningProgram;
  /** Waits until the window says this. */
  says(text: string): Promise<Window>;
  value(): Promise<unknown>;
}

async function open(script: string, args: readonly string[] = [`/HOST=localhost:${server.port}`], before?: (pc: Pc) => Promise<unknown>): Promise<Screen> {
  const pc = await createPc({ persona: 'win10' });
  await pc.importRegistry([boxOfTls12, script, ...roots.map(trustedRoot)].join('\n'));
  await before?.(pc);
  const desktop = await pc.desktop();
  const program = await desktop.start(checker.exe, args);
  return {
    pc,
    desktop,
    program,
    says: (text) => desktop.waitForText(text, patienceMs),
    value: async () => (await pc.registry()).get(`HKCU\\${internetSettings}`, 'SecureProtocols')?.value,
    [Symbol.asyncDispose]: () => pc.dispose(),
  };
}

/** @param scale of the display. */
async function picture(screen: Screen, name: string, scale = 1): Promise<void> {
  const window = await screen.desktop.waitForWindow(title);
  await screen.desktop.screenshot(join(pictures, `checker-${name}.png`), onScreen(window, scale));
}

function buttons(window: Window): string[] {
  return window.controls.filter(({ kind, enabled }) => kind === 'Button' && enabled).map(({ text }) => text.replace(/\(&.\)/, ''));
}

describe('when everything is right', () => {
  it('says so after it has connected, and offers no change', async () => {
    await using screen = await open(userValue('dword:00000a80'));
    const window = await screen.says('TLS 1.2 で通信できる設定です');
    expect(buttons(window)).toEqual(expect.arrayContaining(['閉じる', 'もう一度確認', '結果を保存', '手順を見る']));
    expect(buttons(window)).not.toContain('直す');
    expect(buttons(window)).not.toContain('元に戻す');
    await picture(screen, 'pass');
  });
});

describe('when something could be tidier', () => {
  it('says that it works, and what to look at', async () => {
    await using screen = await open(userValue('dword:00002aa0'));
    await screen.says('TLS 1.2 は使えますが、見直したい設定があります');
    await picture(screen, 'warn');
  });
});

describe('when TLS 1.2 is off for the user', () => {
  it('is put right, put back and left by keyboard alone', async () => {
    await using screen = await open(userValue('dword:000000a0'));
    expect(buttons(await screen.says('お使いの方の設定を直す必要があります'))).toContain('直す');
    await picture(screen, 'fail-u');
    await screen.desktop.key('Return');
    expect(buttons(await screen.says('TLS 1.2 は使えますが、見直したい設定があります'))).toContain('元に戻す');
    expect(await screen.value()).toBe(0x8a0);
    await picture(screen, 'fixed');
    await screen.desktop.key('alt+u');
    await screen.says('お使いの方の設定を直す必要があります');
    expect(await screen.value()).toBe(0xa0);
    await screen.desktop.key('Escape');
    expect(await screen.program.waitUntil('all', patienceMs)).toMatchObject({ killed: false });
  });

  it('asks for a restart of Internet Explorer that is open', async () => {
    await using screen = await open(userValue('dword:00000280'), undefined, async (pc) => {
      await pc.start(internetExplorer, ['about:blank']);
      await (await pc.desktop()).waitForWindow('Internet Explorer');
    });
    await screen.says('お使いの方の設定を直す必要があります');
    await screen.desktop.key('Return');
    await screen.says('設定を直しました。あと一つ、作業が残っています');
    await picture(screen, 'restart');
  });
});

describe('when the value has a wrong type', () => {
  it('asks first, and a No changes nothing', async () => {
    await using screen = await open(userValue('"2688"'), ['/NOPROBE']);
    await screen.says('確かめられないことがありました');
    await screen.desktop.key('Return');
    await screen.says('正しくない設定値を取り除き');
    await screen.desktop.key('alt+n');
    expect(await screen.value()).toBe('2688');
    await screen.says('確かめられないことがありました');
    await screen.desktop.key('alt+f');
    await screen.says('正しくない設定値を取り除き');
    await screen.desktop.key('alt+y');
    await waitFor('the value to go', patienceMs, async () => ((await screen.value()) === undefined ? true : undefined));
  });
});

describe('when a policy decides', () => {
  it('offers no change and names who can', async () => {
    await using screen = await open(machinePolicy('dword:00000080'));
    expect(buttons(await screen.says('情報システムの担当者が直す必要があります'))).not.toContain('直す');
    await picture(screen, 'fail-g');
  });
});

describe('when this is no PC for the check', () => {
  it('says so', async () => {
    const disabled = key('HKEY_LOCAL_MACHINE', 'SOFTWARE\\Policies\\Microsoft\\Internet Explorer\\Main', '"NotifyDisableIEOptions"=dword:00000001');
    await using screen = await open(disabled);
    await screen.says('このパソコンは確認の対象外です');
    await picture(screen, 'out');
  });
});

describe('when the display is scaled', () => {
  it.each([
    [125, 120],
    [150, 144],
  ])('shows everything at %i %', async (percent, dots) => {
    await using screen = await open(dotsPerInch(dots) + userValue('dword:00002688'), ['/NOPROBE'], (pc) => pc.shutdown());
    const window = await screen.says('お使いの方の設定を直す必要があります');
    expect(window.width * (percent / 100)).toBeLessThanOrEqual(1024);
    expect(window.height * (percent / 100)).toBeLessThanOrEqual(768);
    expect(cutOff(window)).toEqual([]);
    await picture(screen, `fail-u-${percent}`, percent / 100);
  });
});

describe('when the help desk asks for the result', () => {
  it('saves what it needs, and nothing that names a person or a PC', async () => {
    await using screen = await open(userValue('dword:000000a0'), ['/NOPROBE']);
    await screen.says('お使いの方の設定を直す必要があります');
    await screen.desktop.key('alt+s');
    await screen.desktop.waitForCalm();
    await screen.desktop.key('Return');
    await screen.says('結果を保存しました');
    await screen.desktop.key('Return');
    const folderOfDesktop = 'C:\\users\\jimu\\Desktop';
    const findText = async (): Promise<string | undefined> => (await screen.pc.list(folderOfDesktop)).find((name) => name.endsWith('.txt'));
    const saved = await waitFor('the saved result', patienceMs, findText);
    const text = (await screen.pc.read(`${folderOfDesktop}\\${saved}`)).toString('utf8');
    expect(text).toMatch(/^\uFEFFIE設定チェックツール 9\.1\.0\r\n/);
    expect(text).toContain('[S-211] TLS 1.2 が無効になっています');
    expect(text).toMatch(/サポート番号: 9\.1\.0\/FAIL-U\/12\/\d+\/0x000000A0/);
    expect(text).not.toMatch(/jimu|S-1-5-|users\\/i);
  });
});

describe('when the user wants to do it by hand', () => {
  it('opens the illustrated guide', async () => {
    await using screen = await open(userValue('dword:000000a0'), ['/NOPROBE']);
    await screen.says('お使いの方の設定を直す必要があります');
    await screen.desktop.key('alt+g');
    const path = 'C:\\users\\jimu\\AppData\\Local\\KaigoDenso\\ie-guide.html';
    const guide = await waitFor('the guide', patienceMs, async () => (screen.pc.exists(path) ? (await screen.pc.read(path)).toString('utf8') : undefined));
    expect(guide).toContain('《ツール(T)》→《インターネットオプション(O)》');
    expect(guide).toContain('</html>');
  });
});

describe('when the window is closed while the connection is tried', () => {
  it('leaves nothing running', async () => {
    await using silent = await startSilentServer();
    await using screen = await open(userValue('dword:00000a80'), [`/HOST=localhost:${silent.port}`]);
    await screen.says('確認しています');
    await waitFor('the connection', patienceMs, () => Promise.resolve(silent.connections() > 0 ? true : undefined));
    await screen.desktop.key('Escape');
    await screen.program.waitUntil('main', patienceMs);
    await waitFor('the end of the connection', patienceMs, async () => ((await screen.program.alive()).length === 0 ? true : undefined));
  });
});
