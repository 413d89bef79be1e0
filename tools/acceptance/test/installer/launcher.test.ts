import { createPc, type Pc } from '@togo/wine-lab';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodes, installSilently, launcher, programFolder } from './facility-pc.ts';
import { standInInstaller } from './stand-in.ts';

const minute = 60_000;
const dumpFile = 'C:\\dump.json';
const client = `${programFolder}\\versions\\9.1.0\\client.mjs`;
let pc: Pc;

/** Every variable here would steer Node, OpenSSL, libuv or the choice of a folder. */
const hostile = {
  NODE_OPTIONS: '--require C:\\evil.cjs',
  NODE_PATH: 'C:\\evil',
  NODE_EXTRA_CA_CERTS: 'C:\\evil.pem',
  NODE_TLS_REJECT_UNAUTHORIZED: '0',
  NODE_DEBUG: 'https',
  OPENSSL_CONF: 'C:\\evil.cnf',
  OPENSSL_MODULES: 'C:\\evil',
  SSL_CERT_FILE: 'C:\\evil.pem',
  SSLKEYLOGFILE: 'C:\\evil.keys',
  HTTPS_PROXY: 'http://evil',
  ALL_PROXY: 'http://evil',
  UV_THREADPOOL_SIZE: '1',
  PATH: 'C:\\evil',
  PATHEXT: '.EVIL',
  COMSPEC: 'C:\\evil.exe',
  ProgramData: 'C:\\evil',
  LOCALAPPDATA: 'C:\\evil',
  SystemRoot: 'C:\\evil',
  日本: 'evil',
};
const listed = [
  ...['ALLUSERSPROFILE', 'APPDATA', 'COMPUTERNAME', 'LOCALAPPDATA', 'PATH', 'PROGRAMDATA', 'PROGRAMFILES', 'PROGRAMFILES(X86)'],
  ...['SYSTEMDRIVE', 'SYSTEMROOT', 'TEMP', 'TMP', 'USERDOMAIN', 'USERNAME', 'USERPROFILE', 'WINDIR'],
];

/** What the stand-in runtime saw. */
interface Dump {
  readonly arguments: readonly string[];
  readonly environment: readonly string[];
  readonly folder: string;
}

async function dumped(args: readonly string[], env: Record<string, string> = {}): Promise<Dump> {
  await pc.run(launcher, args, { env });
  return JSON.parse((await pc.read(dumpFile)).toString('latin1')) as Dump;
}

function variablesOf({ environment }: Dump): Map<string, string> {
  return new Map(environment.map((entry) => [entry.slice(0, entry.indexOf('=', 1)).toUpperCase(), entry.slice(entry.indexOf('=', 1) + 1)]));
}

beforeAll(async () => {
  pc = await createPc({ persona: 'win10' });
  await installSilently(pc, await standInInstaller({ version: '9.1.0' }));
}, 4 * minute);
afterAll(() => pc.dispose());

describe('when the launcher is given arguments', { timeout: 2 * minute }, () => {
  it('hands them on letter for letter', async () => {
    await pc.write(client, `dump ${dumpFile}\n`);
    const words = ['check', 'a b', '日本語 テスト', 'ends in \\', 'C:\\dir with space\\', 'say "hello"', '\\"', '', '&|<>^%PATH%', '"', '\\\\', '😀'];
    expect((await dumped(words)).arguments.slice(2)).toEqual(words);
  });

  it('does so whatever the arguments', async () => {
    await pc.write(client, `dump ${dumpFile}\n`);
    const odd = fc.string({ unit: fc.constantFrom(' ', '"', '\\', 'a', 'あ', '\t', "'", '%'), maxLength: 12 });
    for (const args of fc.sample(fc.array(odd, { minLength: 1, maxLength: 5 }), { numRuns: 12, seed: 9 })) {
      expect((await dumped(args)).arguments.slice(2)).toEqual(args);
    }
  });

  it('runs this version\'s runtime and script by absolute path, in the version\'s folder', async () => {
    await pc.write(client, `dump ${dumpFile}\n`);
    const seen = await dumped(['check']);
    expect(seen.arguments[0]).toMatch(/^C:\\Program Files \(x86\)\\KaigoDenso\\runtime\\[0-9a-f]{16}\\node\.exe$/);
    expect(seen.arguments[1]).toBe(client);
    expect(seen.folder).toBe(`${programFolder}\\versions\\9.1.0`);
  });

  it('gives the runtime only the listed variables, none of them the caller\'s choice of a program', async () => {
    await pc.write(client, `dump ${dumpFile}\n`);
    const seen = variablesOf(await dumped(['check'], hostile));
    const ofWindowsItself = /^(WINE.*|PROCESSOR_ARCHITE.*)$/;
    expect([...seen.keys()].filter((name) => !listed.includes(name) && !ofWindowsItself.test(name))).toEqual([]);
    expect(seen.get('PATH')?.toLowerCase()).toBe('c:\\windows\\system32');
    for (const value of seen.values()) expect(value).not.toContain('evil');
  });

  it('passes the client\'s words and exit code through', async () => {
    await pc.write(client, 'say こんにちは\nexit 7\n');
    expect(await pc.run(launcher, ['check'])).toMatchObject({ exitCode: 7, stdout: expect.stringContaining('こんにちは') });
  });
});

describe('when the launcher is started without arguments', { timeout: 2 * minute }, () => {
  it('leaves the client running and returns', async () => {
    await pc.write(client, 'wait 15000\n');
    const report = await pc.run(launcher);
    expect(report.exitCode).toBe(0);
    expect(report.processes.map(({ image }) => image)).toEqual([expect.stringMatching(/\\node\.exe$/)]);
    await pc.shutdown();
  });

  it('returns when the client shows the one that already runs', async () => {
    await pc.write(client, 'exit 0\n');
    expect(await pc.run(launcher)).toMatchObject({ exitCode: 0, processes: [] });
  });

  it('tells a person in a window when the client ends at once', async () => {
    await pc.write(client, 'exit 1\n');
    const desktop = await pc.desktop();
    const program = await desktop.start(launcher);
    const window = await desktop.waitForText('I-456');
    expect(window.title).toBe('介護伝送ソフト');
    expect(window.controls.map(({ text }) => text).join()).toContain('次にすること: 統合インストーラをもう一度実行すると直ります。');
    await desktop.key('Return');
    expect((await program.waitUntil('all', minute)).exitCode).toBe(exitCodes.endedAtOnce);
  });
});

describe('when the installation is broken', { timeout: 2 * minute }, () => {
  const damages: [string, string, string | undefined, number][] = [
    ['there is no current', 'current', undefined, exitCodes.currentBroken],
    ['current is empty', 'current', '', exitCodes.currentBroken],
    ['current leads out of the folder', 'current', '..\\..\\evil\n', exitCodes.currentBroken],
    ['current has two lines', 'current', '9.1.0\n9.0.0\n', exitCodes.currentBroken],
    ['current is too long', 'current', '9.1.0'.padEnd(80, '0'), exitCodes.currentBroken],
    ['current has letters', 'current', '9.1.0-beta', exitCodes.currentBroken],
    ['the version is not there', 'current', '9.9.9\n', exitCodes.runtimeBroken],
    ['runtime is no name of a runtime', 'versions\\9.1.0\\runtime', '..\\..\\..\\evil\n', exitCodes.runtimeBroken],
    ['the runtime is not there', 'versions\\9.1.0\\runtime', `${'0'.repeat(16)}\n`, exitCodes.filesMissing],
    ['the client is not there', 'versions\\9.1.0\\client.mjs', undefined, exitCodes.filesMissing],
  ];

  it.each(damages)('starts nothing and says so: %s', async (_, file, content, exitCode) => {
    const path = `${programFolder}\\${file}`;
    const whole = await pc.read(path);
    if (content === undefined) await pc.run('cmd.exe', ['/c', 'del', path]);
    else await pc.write(path, content);
    const report = await pc.run(launcher, ['check']);
    expect(report.exitCode).toBe(exitCode);
    expect(report.stderr).toMatch(/^介護伝送ソフトを起動できませんでした\(I-45\d\)/);
    expect(report.processes).toEqual([]);
    await pc.write(path, whole);
  });
});
