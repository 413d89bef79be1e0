import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecureVersion } from 'node:tls';
import { createTestPki, startProxy, tunnelTo, type TestPki } from '@togo/transmission/testing';
import type { Withdrawal } from '@togo/trust';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../src/launch-browser.ts';
import { facilityNow } from '../client/facility.ts';
import { mainText } from '../client/steps.ts';
import { contents, DownloadOrigin, updateName, type Publishing } from './download-origin.ts';
import { UpdatePc } from './update-pc.ts';

const patience = { timeout: 120_000 };
const dayMs = 24 * 3_600_000;
const withdrawal: Withdrawal = { id: 'w-1', version: '9.1.0', at: '2021-04-20T09:00:00+09:00', reason: '送信結果が表示されない場合があるため' };

let browser: Browser;
let pki: TestPki;
beforeAll(async () => {
  [browser, pki] = await Promise.all([launchBrowser(), createTestPki()]);
}, patience.timeout);
afterAll(() => Promise.all([browser.close(), pki.remove()]));

interface Story extends AsyncDisposable {
  readonly pc: UpdatePc;
  readonly origin: DownloadOrigin;
}

/** A PC with 9.1.0, and the origin after one publication. */
async function begin(publishing: Partial<Publishing> = {}, version: SecureVersion = 'TLSv1.2'): Promise<Story> {
  const origin = await DownloadOrigin.open(pki, version);
  await origin.publish({ now: facilityNow(), ...publishing });
  const pc = await UpdatePc.open(browser, origin);
  return {
    pc,
    origin,
    async [Symbol.asyncDispose]() {
      await pc[Symbol.asyncDispose]();
      await origin[Symbol.asyncDispose]();
    },
  };
}

const download = 'ダウンロードする';
const ready = 'Ver.9.2.0 をインストールできます';
const firstHeading = ({ page }: UpdatePc): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();

/** Days from now until the fifth of a month in Japan. */
function daysToTheFifth(): number {
  for (let days = 0; ; days += 1) {
    if (new Date(facilityNow().getTime() + 9 * 3_600_000 + days * dayMs).getUTCDate() === 5) return days;
  }
}

describe('when a newer version is published', patience, () => {
  it('is shown with its words, downloaded as the update for this base, and judged; it is not installed without a click', async () => {
    await using story = await begin();
    const { pc, origin } = story;
    const text = await pc.check();
    expect(text).toContain('新しい版があります: Ver.9.2.0');
    expect(text).toContain('・送信結果の画面を見やすくしました。');
    expect(text).toContain('ダウンロードする大きさ: 3.3 MB');
    expect(await pc.files()).toEqual(['notes-9.2.0.txt']);
    await pc.press(download);
    await pc.untilHeading(ready);
    expect(await pc.files()).toEqual(['9.2.0', '9.2.0/TogoUpdate-9.2.0.exe', 'notes-9.2.0.txt']);
    expect(await readFile(join(pc.folder, updateName), 'utf8')).toBe(contents[updateName]);
    expect(origin.asked.filter((path) => path.startsWith('targets/9.2.0/') && path.endsWith('.exe'))).toHaveLength(1);
    await pc.press('インストールを始める');
    expect(await firstHeading(pc)).toBe('インストールは、Windowsのパソコンで行います(U-633)');
  });

  it('is downloaded as the whole installer where the update has another base', async () => {
    await using story = await begin({ base: '9.0.0' });
    expect(await story.pc.check()).toContain('ダウンロードする大きさ: 4.0 MB');
    await story.pc.press(download);
    await story.pc.untilHeading(ready);
    expect(await story.pc.files()).toContain('9.2.0/TogoInstaller-9.2.0.exe');
  });

  it('is fetched through the proxy of the settings', async () => {
    await using story = await begin();
    const { pc, origin } = story;
    const authorities = new Set<string>();
    const proxy = await startProxy((socket, authority) => {
      authorities.add(authority);
      tunnelTo(origin.port)(socket);
    });
    try {
      const { page } = pc;
      await page.getByRole('link', { name: '設定', exact: true }).click();
      await page.getByLabel('手で指定する', { exact: true }).check();
      await page.getByLabel('プロキシの名前').fill('127.0.0.1');
      await page.getByLabel('プロキシのポート番号').fill(String(proxy.port));
      await page.getByRole('button', { name: 'プロキシを保存する' }).click();
      expect(await pc.check()).toContain('新しい版があります: Ver.9.2.0');
      expect([...authorities]).toEqual([`localhost:${origin.port}`]);
    } finally {
      await proxy.close();
    }
  });

  it('can wait in the claims window, and says so', async () => {
    await using story = await begin();
    const { pc, origin } = story;
    const fifth = daysToTheFifth();
    for (const [days, canWait] of [[fifth, true], [fifth + 6, false]] as const) {
      await pc.setForward(days);
      await origin.publish({ now: new Date(facilityNow().getTime() + days * dayMs) });
      const text = await pc.check();
      expect(text).toContain('新しい版があります: Ver.9.2.0');
      expect(text.includes('インストールは、11日からでもかまいません。')).toBe(canWait);
    }
  });
});

describe('when nothing newer is published', patience, () => {
  it('says so, with the time', async () => {
    await using story = await begin({ general: '9.1.0' });
    const text = await story.pc.check();
    expect(text).toMatch(/最新の版です\(Ver\.9\.1\.0\)\n+\d+年\d+月\d+日\(.\) \d+:\d\d に確かめました。/);
    expect(await story.pc.files()).toEqual([]);
  });
});

describe('when a download does not come to its end', patience, () => {
  it('goes on where it was after the client was killed', async () => {
    await using story = await begin();
    const { pc, origin } = story;
    await pc.check();
    origin.bytesPerSecond = 1_000_000;
    await pc.press(download);
    const { page } = pc;
    await page.getByText(/3\.3 MB のうち (?:0\.[1-9]|[12]\.\d) MB が届きました。/).waitFor();
    await pc.restart();
    expect((await pc.files()).filter((name) => name.endsWith('.part'))).toHaveLength(1);
    origin.bytesPerSecond = undefined;
    origin.asked.length = 0;
    await page.getByRole('link', { name: '更新の確認', exact: true }).click();
    expect(await mainText(page)).toMatch(/途中\([0-3]\.\d MB\)まで届いています。続きからダウンロードします。/);
    await pc.press('続きをダウンロードする');
    await pc.untilHeading(ready);
    const [asked = ''] = origin.asked.filter((path) => path.startsWith('targets/9.2.0/'));
    expect(Number(/ bytes=(\d+)-$/.exec(asked)?.[1])).toBeGreaterThan(100_000);
    expect(await readFile(join(pc.folder, updateName), 'utf8')).toBe(contents[updateName]);
  });

  it('stops when the clerk stops it, and keeps what has come', async () => {
    await using story = await begin();
    const { pc, origin } = story;
    await pc.check();
    origin.bytesPerSecond = 300_000;
    await pc.press(download);
    await pc.page.getByText(/のうち 0\.[1-9] MB が届きました。/).waitFor();
    await pc.press('ダウンロードを中止する');
    expect(await firstHeading(pc)).toBe('新しい版があります: Ver.9.2.0');
    expect((await pc.files()).filter((name) => name.endsWith('.part'))).toHaveLength(1);
  });
});

describe('when the origin is not to be trusted', patience, () => {
  it('a file with one other byte is refused, and nothing of it is kept', async () => {
    await using story = await begin();
    const { pc, origin } = story;
    await pc.check();
    const place = origin.place(updateName);
    const bytes = Buffer.from(origin.objects.get(place) ?? []);
    bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
    origin.objects.set(place, bytes);
    await pc.press(download);
    await pc.untilHeading('届いたファイルが正しくないため、消しました(U-619)');
    expect((await pc.files()).filter((name) => name.startsWith('9.2.0/'))).toEqual([]);
  });

  it('older metadata than before are refused', async () => {
    await using story = await begin({ general: '9.1.0' });
    const { pc, origin } = story;
    const old = origin.objects.get('metadata/timestamp.json') ?? Buffer.alloc(0);
    await origin.publish({ now: facilityNow() });
    expect(await pc.check()).toContain('新しい版があります');
    origin.objects.set('metadata/timestamp.json', old);
    const text = await pc.check();
    expect(text).toContain('更新の情報が正しくないため、使いません(U-611)');
    expect(text).toContain('新しい版: Ver.9.2.0');
  });

  it('metadata that were not renewed for two days are refused', async () => {
    await using story = await begin();
    await story.pc.setForward(2);
    expect(await story.pc.check()).toContain('更新の情報の期限が切れています(U-612)');
  });

  it('metadata of somebody else are refused', async () => {
    await using story = await begin();
    await using other = await DownloadOrigin.open(pki);
    await other.publish({ now: facilityNow() });
    for (const [key, bytes] of other.objects) story.origin.objects.set(key, bytes);
    expect(await story.pc.check()).toContain('更新の情報が正しくないため、使いません(U-615)');
  });

  it('a server without TLS 1.2 is asked for nothing', async () => {
    await using story = await begin({}, 'TLSv1.3');
    expect(await story.pc.check()).toContain('更新の配布元に接続できませんでした(T-104)');
    expect(story.origin.asked).toEqual([]);
    expect(await story.pc.files()).toEqual([]);
  });
});

describe('when the installed version is withdrawn', patience, () => {
  it('warns on every page, and still does after a restart without any line, until it is replaced', async () => {
    await using story = await begin({ withdrawals: [withdrawal] });
    const { pc, origin } = story;
    const { page } = pc;
    const strip = page.getByRole('complementary', { name: '大切なお知らせ' });
    expect(await strip.count()).toBe(0);
    expect(await pc.check()).toContain('理由: 送信結果が表示されない場合があるため');
    expect(await strip.count()).toBe(1);
    for (const key of [...origin.objects.keys()]) origin.objects.delete(key);
    await pc.restart();
    for (const name of ['開始', '送信', '送信結果', '設定', 'サポート']) {
      await page.getByRole('link', { name, exact: true }).click();
      expect(await strip.innerText()).toContain('お使いの版は、配布を取りやめました(U-641)');
    }
    expect(await pc.check()).toContain('更新の情報が見つかりませんでした(U-620)');
    expect(await strip.count()).toBe(1);
    // A publisher who leaves the withdrawal out takes nothing back.
    await origin.publish({ now: facilityNow() });
    expect(await pc.check()).toContain('理由: 送信結果が表示されない場合があるため');
  });
});

describe('when the client is ended during a download', patience, () => {
  it('ends at once, and keeps what has come', async () => {
    await using story = await begin();
    const { pc, origin } = story;
    await pc.check();
    origin.bytesPerSecond = 200_000;
    await pc.press(download);
    await pc.page.getByText(/のうち 0\.[1-9] MB が届きました。/).waitFor();
    await pc.end('SIGTERM');
    expect((await pc.files()).filter((name) => name.endsWith('.part'))).toHaveLength(1);
  });
});
