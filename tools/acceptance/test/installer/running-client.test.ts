import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPc, type Pc, type RunReport } from '@togo/wine-lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutRelease, type CutRelease } from '../../src/cut-release.ts';
import { startReception, type RunningReception } from '../../src/reception.ts';
import { chosen, claimFile, users } from '../client/facility.ts';
import { choose, logIn } from '../client/steps.ts';
import { startScreens, type Screens } from '../release/installed.ts';
import { currentVersion, exitCodes, installSilently, lasting, launcher, programFolder } from './facility-pc.ts';

const minute = 60_000;
/** The reception system has the claim, and its answer takes this long: until then the client does not know what became of it. */
const answerMs = 40_000;
let folder: string;
let older: CutRelease;
let newer: CutRelease;
let reception: RunningReception;
let pc: Pc;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-closing-'));
  older = await cutRelease('9.0.0');
  newer = await cutRelease('9.1.0');
  const scenario = join(folder, 'slow.yaml');
  await writeFile(scenario, `formatVersion: 1\nfaults:\n  - { on: send, nth: 1, do: slow, ms: ${answerMs} }\n`);
  reception = await startReception('--demo', '--era', '1.2', '--scenario', scenario, '--arrival', '0', '--acceptance', '0');
  pc = await createPc({ persona: 'win10' });
  await installSilently(pc, older.installer);
}, 8 * minute);
afterAll(async () => {
  await pc?.dispose();
  await reception?.stop();
  await Promise.all([older?.remove(), newer?.remove(), rm(folder, { recursive: true })]);
});

const upgrade = (): Promise<RunReport> => installSilently(pc, newer.installer);

async function startSending({ page }: Screens, fileName: string): Promise<void> {
  await choose(page, chosen(fileName, claimFile()));
  await page.getByRole('button', { name: '送信待ちに入れる' }).click();
  await page.getByRole('button', { name: '送受信する' }).click();
  await logIn(page, users.own);
  await page.getByRole('heading', { name: '送受信しています' }).waitFor();
}

describe('when an update comes while the client is open', { timeout: 5 * minute }, () => {
  it('waits for a claim that is on its way, then asks the client to end, and installs', async () => {
    await using screens = await startScreens(pc);
    await screens.setReception('localhost', reception.port);
    await screens.page.goto(screens.origin);
    await startSending(screens, 'I21A.CSV');
    const refused = await upgrade();
    expect(refused.exitCode).toBe(exitCodes.clientRunning);
    expect(refused.stderr).toContain('請求情報を送受信しているため、介護伝送ソフトを終了していません。');
    expect(lasting(refused).filter((path) => path.startsWith(programFolder))).toEqual([]);
    // The page renews itself until the answer is there.
    await screens.page.getByRole('link', { name: '送信結果を見る' }).waitFor({ timeout: 2 * minute });
    const installed = await upgrade();
    expect(installed).toMatchObject({ exitCode: 0, processes: [] });
    expect(await currentVersion(pc)).toBe('9.1.0');
    await expect(screens.page.goto(screens.origin)).rejects.toThrow('ERR_CONNECTION_REFUSED');
    const status = await pc.run(launcher, ['status', '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject({ entries: [{ fileName: 'I21A.CSV', send: 'delivered' }] });
  });

  it('cannot ask one of another account, says so, and leaves it alone', async () => {
    await using screens = await startScreens(pc);
    // What tells how to reach it lies in the profile of its own user.
    const instance = pc.hostPath('C:\\users\\jimu\\AppData\\Local\\KaigoDenso\\instance.json');
    await rm(instance);
    const refused = await upgrade();
    expect(refused.exitCode).toBe(exitCodes.clientRunning);
    expect(refused.stderr).toContain('別のアカウントで動いているか、画面を開かずに動いているため、ここからは終了できません。');
    expect((await screens.page.goto(screens.origin))?.status()).toBe(200);
  });
});
