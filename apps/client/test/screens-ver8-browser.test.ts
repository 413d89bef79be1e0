import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listFiles } from '@togo/foundation/files';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsPath, ver8Folder, type Places } from '../src/places.ts';
import { expectAgreeable } from './agreeable.ts';
import { launchBrowser, openPage } from './browser.ts';
import { makeP12, makePair, password } from './certificate-files.ts';
import { openScreens, type OpenScreens } from './open-screens.ts';
import { anEntry, everyState, scriptedDesk } from './scripted-desk.ts';
import { aRecord, leaveVer8, writeIni, writeRecords, type Ver8Files } from './ver8-files.ts';
import { enter } from './visitor.ts';

const patience = { timeout: 120_000 };
/** Where somebody who wants to look at the pages gets pictures of them. */
const pictures = process.env['TOGO_SCREENSHOTS'];
let browser: Browser;
let pki: TestPki;
let p12: Buffer;
beforeAll(async () => {
  [browser, pki, p12] = await Promise.all([launchBrowser(), createTestPki(), makeP12(makePair({ until: 300 }), { encryption: 'rc2' })]);
}, patience.timeout);
afterAll(() => Promise.all([browser.close(), pki.remove()]));

function open(files: Ver8Files): Promise<OpenScreens> {
  const desk = scriptedDesk({ all: [anEntry(everyState['accepted'])] });
  return openScreens({ reception: { host: 'localhost', port: 1 }, trust: pki.trust }, (places) => leaveVer8(places, files), undefined, desk);
}

async function visit(files: Ver8Files, path = '/', javaScriptEnabled = false): Promise<OpenScreens & { readonly page: Page }> {
  const opened = await open(files);
  const page = await openPage(browser, javaScriptEnabled);
  page.setDefaultTimeout(10_000);
  await page.goto(opened.screens.issueUrl());
  if (path !== '/') await page.goto(new URL(path, page.url()).href);
  return { ...opened, page };
}

const states = ['到達', '受付', '一部エラー', '返戻', '取消済', '未送信'] as const;
const records = states.map((state, month) =>
  aRecord({ at: new Date(Date.UTC(2020, month, 9, 1)), number: String(month).padStart(20, '2'), fileName: `I20${month}A.CSV`, state }),
);
const damaged = `${writeRecords(records)}2021/01/05 10:00:00\t20210105`;
const longName = aRecord({ fileName: `${'LONGNAME'.repeat(12)}.CSV`, state: '未送信' });

/** Every page that Ver.8's data leads to: what it left, and the address. */
const pages: Readonly<Record<string, readonly [files: Ver8Files, path: string]>> = {
  'home-after-ver8': [{ ini: writeIni() }, '/'],
  'settings-taken': [{ ini: writeIni({ proxy: 'proxy.example:8080' }), records: damaged, p12: Buffer.from('x') }, '/settings'],
  'settings-in-part': [{ ini: writeIni({ id: 'J13799000101', proxy: 'http://proxy.example/' }) }, '/settings'],
  'settings-unreadable': [{ ini: '' }, '/settings'],
  'ver8-certificate': [{ p12: Buffer.from('x') }, '/settings/certificates'],
  'results-with-link': [{ records: damaged }, '/results'],
  'ver8-records': [{ records: damaged }, '/results/ver8'],
  'ver8-records-long-name': [{ records: writeRecords([longName]) }, '/results/ver8'],
  'ver8-records-none': [{ records: '' }, '/results/ver8'],
};

describe('when a clerk looks at what Ver.8 left', patience, () => {
  it.each(Object.entries(pages))('reads %s on a page that axe and 360 pixels agree with', async (name, [files, path]) => {
    const { page } = await visit(files, path, true);
    await page.setViewportSize({ width: 1024, height: 768 });
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await page.getByText('Ver.8').count()).toBeGreaterThan(0);
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    await expectAgreeable(page);
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}-360.png`), fullPage: true });
  });
});

describe('when a clerk takes over from Ver.8, with JavaScript switched off', patience, () => {
  it('finds settings, certificate and records, confirms them, and is told no more', async () => {
    const files = { ini: writeIni({ proxy: 'proxy.example:8080' }), records: damaged, p12 };
    const { page, places, readLog } = await visit(files);
    const left = await contentsOf(ver8Folder(places));
    const main = page.locator('main');

    await page.getByRole('link', { name: '《設定》で確かめる' }).click();
    expect(await main.innerText()).toContain('Ver.8 の設定を引き継ぎました(S-259)');
    expect(await page.locator('dl').allInnerTexts()).toEqual([expect.stringContaining('引き継ぎました(手で指定する)。'), expect.stringContaining('KJ131312345678')]);
    expect(await page.getByLabel('プロキシの名前').inputValue()).toBe('proxy.example');

    await page.getByRole('link', { name: '電子証明書の画面で取り込む' }).click();
    await takeIn(page, 'Wrong12345');
    expect(await main.innerText()).toContain('電子証明書のパスワードが違います(C-701)');
    expect(await page.getByLabel('Ver.8 の電子証明書のパスワード').inputValue()).toBe('');
    await takeIn(page, '');
    expect(await main.innerText()).toContain('パスワードを入力してください(C-721)');
    await takeIn(page, password);
    expect(await page.getByRole('status').textContent()).toContain('電子証明書を取り込みました。');
    expect(await main.innerText()).toMatch(/使用中\s+介護保険証明書[^]*取り込みが済んでいるときは、何もする必要はありません。/);

    await page.goto(new URL('/settings', page.url()).href);
    await page.getByRole('link', { name: 'Ver.8 で送信した記録を見る' }).click();
    const words = await page.locator('tbody td:last-child').allInnerTexts();
    expect(words.map((word) => states.find((state) => word.startsWith(state)))).toEqual(states.toReversed());
    expect(await page.getByRole('row').nth(1).innerText()).toMatch(/I205A\.CSV[^]*2020年6月9日\(火\) 10:00[^]*未送信[^]*もとのファイルを選んで送信する/);
    expect(await main.innerText()).toMatch(/未送信の請求情報は1件です。[^]*読めない行は1行です\(7行目\)。[^]*記録は6件です。/);

    await page.getByRole('link', { name: '送信結果', exact: true }).click();
    await page.getByRole('link', { name: 'Ver.8 で送信した記録を見る' }).click();
    await page.getByRole('link', { name: '設定', exact: true }).click();
    await page.getByRole('button', { name: '確かめました' }).press('Enter');
    expect(await main.innerText()).not.toContain('Ver.8');
    await page.getByRole('link', { name: '開始' }).click();
    expect(await main.innerText()).not.toContain('Ver.8 からの');

    expect(await contentsOf(ver8Folder(places))).toEqual(left);
    expect((await contentsOf(places.program)).join()).not.toMatch(/Wrong12345|Kaigo2021Pass/);
    expect(await readLog()).toContain(' certificate-imported ');
  });

  it('reads why nothing came over, and says that he has read it', async () => {
    const { page, places } = await visit({ ini: '' }, '/settings');
    expect(await page.locator('main').innerText()).toMatch(/Ver\.8 の設定を読めませんでした\(S-257\)[^]*次にすること:/);
    await page.getByRole('button', { name: '確かめました' }).click();
    expect(await page.locator('main').innerText()).not.toContain('Ver.8');
    expect(JSON.parse(await readFile(settingsPath(places), 'utf8'))).toEqual({ formatVersion: 2 });
  });

  it('reads what was left out, each with its reason', async () => {
    const { page } = await visit({ ini: writeIni({ id: 'J13799000101', proxy: 'http://proxy.example/' }) }, '/settings');
    expect(await page.locator('main').innerText()).toMatch(/\(S-258\)[^]*ユーザID[^]*\(S-265\)[^]*プロキシ[^]*\(S-266\)/);
    expect(await page.getByRole('radio', { checked: true }).getAttribute('value')).toBe('ie');
  });

  it('turns the pages of a long record', async () => {
    const many = Array.from({ length: 120 }, (_, position) => aRecord({ fileName: `I${position}.CSV` }));
    const { page } = await visit({ records: writeRecords(many) }, '/results/ver8');
    const names = (): Promise<string[]> => page.locator('th .name').allInnerTexts();
    expect([(await names())[0], (await names()).length]).toEqual(['I119.CSV', 50]);
    await page.getByRole('link', { name: '前に送信したものへ' }).click();
    await page.getByRole('link', { name: '前に送信したものへ' }).click();
    expect([(await names()).at(-1), (await names()).length]).toEqual(['I0.CSV', 20]);
    expect(await page.getByRole('link', { name: '前に送信したものへ' }).count()).toBe(0);
    await page.getByRole('link', { name: '新しいものへ' }).click();
    expect((await names())[0]).toBe('I69.CSV');
  });
});

describe('when something is wrong with what Ver.8 left', patience, () => {
  it('says that a record is far too large, and counts it nowhere', async () => {
    const opened = await open({ records: new Uint8Array(8_388_609) });
    const visitor = await enter(opened.screens.issueUrl());
    expect(await visitor.get('/results/ver8')).toMatchObject({ status: 500, body: expect.stringContaining('(R-587)') });
    expect((await visitor.get('/support/slip.txt')).body).toContain('Ver.8 の記録: 読めません R-587');
  });

  it.each([
    ['far too large', Buffer.alloc(300_000), 'C-710'],
    ['no certificate', Buffer.from('x'), 'C-702'],
  ])('takes in no certificate file that is %s', async (_what, file, code) => {
    const opened = await open({ p12: file });
    const visitor = await enter(opened.screens.issueUrl());
    expect(await visitor.post('/settings/certificates/ver8', { password })).toMatchObject({ status: 422, body: expect.stringContaining(`(${code})`) });
    expect(await readdir(opened.places.data)).not.toContain('certificates');
  });

  it('offers nothing where Ver.8 left nothing', async () => {
    const { screens } = await open({});
    const visitor = await enter(screens.issueUrl());
    for (const path of ['/', '/settings', '/settings/certificates', '/results']) expect((await visitor.get(path)).body).not.toContain('Ver.8');
    expect(await visitor.get('/results/ver8')).toMatchObject({ status: 404, body: expect.stringContaining('(I-492)') });
    expect(await visitor.post('/settings/certificates/ver8', { password })).toMatchObject({ status: 422, body: expect.stringContaining('(C-722)') });
    expect((await visitor.get('/support/slip.txt')).body).toContain('Ver.8 の記録: ありません');
  });
});

async function takeIn(page: Page, secret: string): Promise<void> {
  await page.getByLabel('Ver.8 の電子証明書のパスワード').fill(secret);
  await page.getByLabel('Ver.8 の電子証明書のパスワード').press('Enter');
}

/** Every file below a folder: name, time of the last change, and bytes. */
async function contentsOf(folder: Places['program']): Promise<string[]> {
  const names = await listFiles(folder);
  return Promise.all(names.map(async (name) => `${name} ${(await stat(join(folder, name))).mtimeMs} ${await readFile(join(folder, name), 'latin1')}`));
}
