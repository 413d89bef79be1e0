import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sha256, systemClock } from '@togo/foundation';
import { openDesk } from '@togo/transmission/node';
import { createPc, personas, type Pc, type RunReport, type Snapshot } from '@togo/wine-lab';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  currentVersion, dataFolder, exitCodes, installSilently, lasting, lastingSince, launcher, launcherSays,
  programFolder, rollBackInPlace, runningClient, startMenu, textOf, uninstaller, uninstallKey,
} from './facility-pc.ts';
import { standInInstaller } from './stand-in.ts';

const minute = 60_000;
const previous = `${programFolder}\\versions\\9.0.0`;
const log = 'C:\\戻す.txt';
const settings = '{"formatVersion":1,"事業所":"やまと"}';
let older: string;
let newer: string;
let pc: Pc;

beforeAll(async () => {
  older = await standInInstaller({ version: '9.0.0' });
  newer = await standInInstaller({ version: '9.1.0' });
}, 4 * minute);

async function installBoth(): Promise<void> {
  for (const installer of [older, newer]) await installSilently(pc, installer);
}

describe.each(personas)('when a facility on %s goes back to the previous version', { timeout: 2 * minute }, (persona) => {
  let asOlder: Snapshot;
  let asNewer: Snapshot;
  let back: RunReport;

  beforeAll(async () => {
    pc = await createPc({ persona });
    await installSilently(pc, older);
    await pc.write(`${dataFolder}\\settings.json`, settings);
    asOlder = await pc.snapshot();
    await installSilently(pc, newer);
    asNewer = await pc.snapshot();
    back = await rollBackInPlace(pc, [`/LOG=${log}`]);
  }, 4 * minute);
  afterAll(() => pc.dispose());

  it('runs the previous version again', async () => {
    expect(back).toMatchObject({ exitCode: 0, stderr: '', processes: [] });
    expect(await currentVersion(pc)).toBe('9.0.0');
    expect(await launcherSays(pc)).toContain('"version":"9.0.0"');
  });

  it('leaves the PC as the previous version had it, but for the way forward and the newer uninstaller', async () => {
    const different = (await lastingSince(pc, asOlder)).filter((name) => !name.startsWith(`${programFolder}\\versions\\9.1.0\\`));
    expect(different).toEqual([uninstaller, log]);
    expect(pc.exists(`${programFolder}\\journal`)).toBe(false);
  });

  it('leads the Start menu to the checker of the previous version', async () => {
    expect(await pc.list(startMenu)).toEqual(['IE設定チェックツール.lnk', '介護伝送ソフト.lnk']);
    const link = (await pc.read(`${startMenu}\\IE設定チェックツール.lnk`)).toString('latin1');
    expect(link).toContain('versions\\9.0.0\\IESettingsCheck-9.0.0.exe');
    expect(link).not.toContain('9.1.0');
  });

  it('keeps the settings, and writes down what it did', async () => {
    expect(await textOf(pc, `${dataFolder}\\settings.json`)).toBe(settings);
    const written = await textOf(pc, log);
    expect(written).toContain('back from 9.1.0 to 9.0.0');
    expect([...written.matchAll(/step: (\w+)/g)].map(([, step]) => step)).toEqual([
      ...['CheckPrevious', 'CheckData', 'BeginRollback', 'SelfCheck', 'RestoreLauncher', 'ReplaceCurrent', 'RegisterTarget'],
    ]);
    const telling = ['placed: denso.exe', 'committed: current is 9.0.0', 'placed: registry value DisplayVersion', 'exit code 0'];
    for (const line of telling) expect(written).toContain(line);
  });

  it('goes forward again when the newer version is installed again', async () => {
    expect((await installSilently(pc, newer)).exitCode).toBe(0);
    expect(await lastingSince(pc, asNewer)).toEqual([log]);
    expect(await launcherSays(pc)).toContain('"version":"9.1.0"');
  });
});

/** The present version stays, byte for byte. */
async function refuses(exitCode: number, code: string): Promise<RunReport> {
  const report = await rollBackInPlace(pc);
  expect(report.exitCode).toBe(exitCode);
  expect(report.stderr).toContain(`(${code})`);
  expect(report.stderr).not.toMatch(/[A-Z]:\\|0x/);
  expect(lasting(report).filter((name) => !name.startsWith(`${dataFolder}\\logs\\install\\`))).toEqual([]);
  return report;
}

describe('when only one version was ever installed', { timeout: 2 * minute }, () => {
  it('says that there is no way back', async () => {
    pc = await createPc({ persona: 'win10' });
    await installSilently(pc, newer);
    const { stderr } = await refuses(exitCodes.noPreviousVersion, 'I-420');
    expect(stderr).toContain('今の版をそのままお使いください。');
    await pc.dispose();
  });
});

describe('when something stands against the previous version', { timeout: 2 * minute }, () => {
  const kept = new Map<string, Buffer>();
  beforeAll(async () => {
    pc = await createPc({ persona: 'win10' });
    await installBoth();
    for (const name of await pc.list(previous)) kept.set(name, await pc.read(`${previous}\\${name}`));
  }, 2 * minute);
  afterEach(async () => {
    for (const [name, bytes] of kept) await pc.write(`${previous}\\${name}`, bytes);
  });
  afterAll(() => pc.dispose());

  /** Writes a file of the previous version and lets its list say so. */
  async function replaceListed(name: string, text: string): Promise<void> {
    await pc.write(`${previous}\\${name}`, text);
    const lines = (await textOf(pc, `${previous}\\files.lst`)).split('\r\n');
    const relisted = lines.map((line) => (line.endsWith(`versions\\9.0.0\\${name}`) ? `${sha256(text)} versions\\9.0.0\\${name}` : line));
    await pc.write(`${previous}\\files.lst`, relisted.join('\r\n'));
  }

  it.each([
    ['a byte of it was changed', () => pc.write(`${previous}\\client.mjs`, 'say {"ok":true,"version":"9.0.0"}\n')],
    ['its launcher is gone', () => rm(pc.hostPath(`${previous}\\denso.exe`))],
    ['its record is empty', () => pc.write(`${previous}\\release.json`, '')],
    ['its list was cut short', () => pc.write(`${previous}\\files.lst`, (kept.get('files.lst') ?? '').toString().replace(/[^\n]+release\.json\r\n$/, ''))],
    ['it wants a runtime that is not its own', () => replaceListed('runtime', '..\\versions\\9.1.0\n')],
  ])('keeps the present version: %s', async (_, damage) => {
    await damage();
    expect((await refuses(exitCodes.previousDamaged, 'I-421')).stderr).toContain('前の版(9.0.0)');
    expect(await launcherSays(pc)).toContain('"version":"9.1.0"');
  });

  it('keeps the present version when the previous one does not work on this PC', async () => {
    await replaceListed('client.mjs', 'say {"ok":false,"version":"9.0.0"}\nexit 1\n');
    await refuses(exitCodes.previousNotProven, 'I-423');
    expect(await launcherSays(pc)).toContain('"version":"9.1.0"');
  });

  it('keeps the present version when the outbox is newer than the previous one can read', async () => {
    const outbox = join(await mkdtemp(join(tmpdir(), 'togo-newer-')), 'outbox.sqlite');
    const database = new DatabaseSync(outbox);
    database.exec('CREATE TABLE entries (position INTEGER); PRAGMA user_version = 2');
    database.close();
    await pc.write(`${dataFolder}\\outbox.sqlite`, await readFile(outbox));
    await refuses(exitCodes.dataTooNew, 'I-422');
    await rm(pc.hostPath(`${dataFolder}\\outbox.sqlite`));
  });

  it('brings the newer launcher back when the versions cannot be switched', async () => {
    await pc.write(`${programFolder}\\current.new\\in the way`, '');
    await refuses(exitCodes.switchBackFailed, 'I-424');
    await rm(pc.hostPath(`${programFolder}\\current.new`), { recursive: true });
    expect(await launcherSays(pc)).toContain('"version":"9.1.0"');
  });

  it('waits for the client to be closed, then goes back, and no further', async () => {
    const client = `${programFolder}\\versions\\9.1.0\\client.mjs`;
    await pc.write(client, runningClient('exit 2'));
    const running = await pc.start(launcher, ['check']);
    await refuses(exitCodes.clientRunning, 'I-406');
    await running.stop();
    expect((await rollBackInPlace(pc)).exitCode).toBe(0);
    await refuses(exitCodes.noPreviousVersion, 'I-420');
    expect(await launcherSays(pc)).toContain('"version":"9.0.0"');
  });
});

describe('when the previous version meets the outbox of this release', { timeout: 2 * minute }, () => {
  it('has the number of that outbox in its list', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'togo-outbox-'));
    const nowhere = (): never => {
      throw new Error('nothing is sent here');
    };
    const desk = await openDesk({ folder, connection: nowhere, clock: systemClock, userAgent: 'test' });
    await desk.close();
    const version = (await readFile(join(folder, 'outbox.sqlite'))).readUInt32BE(60);
    expect(version).toBeGreaterThan(0);
    pc = await createPc({ persona: 'win10' });
    await installBoth();
    expect((await textOf(pc, `${previous}\\files.lst`)).split('\r\n')[0]).toBe(`data ${version}`);
    await pc.write(`${dataFolder}\\outbox.sqlite`, await readFile(join(folder, 'outbox.sqlite')));
    expect((await rollBackInPlace(pc)).exitCode).toBe(0);
    await pc.dispose();
  });
});

describe('when a rollback is killed', { timeout: 3 * minute }, () => {
  beforeEach(async () => {
    pc = await createPc({ persona: 'win10' });
  });
  afterEach(() => pc.dispose());

  it('leaves the present version working before the commit point, and the next one completes', async () => {
    const slow = await standInInstaller({ version: '9.0.0', client: ['say {"ok":true,"version":"9.0.0"}', 'wait 4000'] });
    for (const installer of [slow, newer]) await installSilently(pc, installer);
    const program = await pc.start(uninstaller, ['/S', '/ROLLBACK'], { rawTail: `_?=${programFolder}` });
    await expect.poll(() => pc.exists(`${programFolder}\\journal\\self-check.json`), { timeout: minute }).toBe(true);
    await program.stop();
    expect(await textOf(pc, `${programFolder}\\journal\\journal.txt`)).toMatch(/^begin 9\.0\.0\r\nsize \d+\r\nback 9\.1\.0\r\n/);
    expect(await launcherSays(pc)).toContain('"version":"9.1.0"');
    expect((await rollBackInPlace(pc)).exitCode).toBe(0);
    expect(await currentVersion(pc)).toBe('9.0.0');
    expect(pc.exists(`${programFolder}\\journal`)).toBe(false);
  });

  it('goes no further back when it had passed the commit point, but completes the registration', async () => {
    await installBoth();
    await pc.write(`${programFolder}\\versions\\8.9.0\\files.lst`, 'would be damaged');
    await pc.write(`${programFolder}\\current`, '9.0.0\r\n');
    await pc.write(`${programFolder}\\journal\\journal.txt`, 'begin 9.0.0\r\nback 9.1.0\r\n');
    expect((await rollBackInPlace(pc)).exitCode).toBe(0);
    expect(await currentVersion(pc)).toBe('9.0.0');
    expect((await pc.registry()).get(uninstallKey, 'DisplayVersion')?.value).toBe('9.0.0');
    expect((await rollBackInPlace(pc)).exitCode).toBe(exitCodes.previousDamaged);
  });
});
