import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAgreeable } from './agreeable.ts';
import { launchBrowser, openPage } from './browser.ts';
import { makeP12, makePair, password } from './certificate-files.ts';
import { openScreens, type OpenScreens } from './open-screens.ts';
import { ask, enter } from './visitor.ts';

const patience = { timeout: 180_000 };
/** Where somebody who wants to look at the pages gets pictures of them. */
const pictures = process.env['TOGO_SCREENSHOTS'];
let browser: Browser;
let pki: TestPki;
beforeAll(async () => {
  [browser, pki] = await Promise.all([launchBrowser(), createTestPki()]);
}, patience.timeout);
afterAll(() => Promise.all([browser.close(), pki.remove()]));

async function open({ javaScriptEnabled = false } = {}): Promise<OpenScreens & { readonly page: Page }> {
  const open = await openScreens({ reception: { host: 'localhost', port: 1 }, trust: pki.trust });
  const page = await openPage(browser, javaScriptEnabled);
  await page.goto(open.screens.issueUrl());
  await page.goto(new URL('/settings', page.url()).href);
  await page.getByRole('link', { name: '電子証明書の画面を開く' }).click();
  return { ...open, page };
}

async function take(page: Page, buffer: Buffer, secret = password): Promise<void> {
  await page.getByLabel('電子証明書のファイル').setInputFiles({ name: '証明書.p12', mimeType: 'application/x-pkcs12', buffer });
  await page.getByLabel('電子証明書のパスワード').fill(secret);
  await page.getByRole('button', { name: '取り込む' }).click();
}

const old = makePair({ from: -700, until: 60 });
const fresh = makePair({ from: -2, until: 1093, unit: '介護・障害共通' });
const states: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  empty: () => Promise.resolve(),
  'old-and-new': async (page) => {
    await take(page, await makeP12(old, { encryption: 'rc2' }));
    await take(page, await makeP12(fresh));
  },
  coming: async (page) => take(page, await makeP12(makePair({ from: 20, unit: '不明' }))),
  'wrong-password': async (page) => take(page, await makeP12(fresh), 'Wrong12345'),
  expired: async (page) => take(page, await makeP12(makePair({ from: -900, until: -5 }))),
  removal: async (page) => {
    await take(page, await makeP12(old));
    await page.getByRole('button', { name: /^消す/ }).click();
  },
};

describe('when a clerk opens 電子証明書', patience, () => {
  it.each(Object.entries(states))('shows the state %s without sideways scrolling at 360 pixels, and nothing that axe objects to', async (name, prepare) => {
    const { page } = await open({ javaScriptEnabled: true });
    await prepare(page);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    await expectAgreeable(page);
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}-360.png`), fullPage: true });
  });

  it('takes in an old and a new one, uses the new one, and changes to the old one, with JavaScript switched off', async () => {
    const { page } = await open();
    await states['old-and-new']?.(page);
    expect(await page.getByRole('status').textContent()).toContain('電子証明書を取り込みました。');
    expect(await page.getByRole('listitem').filter({ hasText: '有効期間' }).allTextContents()).toEqual([
      expect.stringMatching(/使用中\s+介護・障害共通証明書[^]*KJ131312345678[^]*\d+年\d+月\d+日\(.\)から \d+年\d+月\d+日\(.\)まで\(あと1093日\)/),
      expect.stringMatching(/使えます・期限が近い\s+介護保険証明書[^]*\(あと60日\)/),
    ]);
    await page.getByRole('button', { name: /使う\(介護保険証明書/ }).click();
    expect(await page.getByRole('status').textContent()).toContain('使う電子証明書を変えました。');
    expect(await page.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['使えます 介護・障害共通証明書', '使用中・期限が近い 介護保険証明書']);
  });

  it('asks before it removes one, and removes its files', async () => {
    const { page, places } = await open();
    await states['removal']?.(page);
    expect(await page.getByText('今、使用中の電子証明書です。').count()).toBe(1);
    expect(await readdir(join(places.data, 'certificates'))).toHaveLength(1);
    await page.getByRole('link', { name: '消さずに戻る' }).click();
    await page.getByRole('button', { name: /^消す/ }).click();
    await page.getByRole('button', { name: 'この電子証明書を消す' }).click();
    expect(await page.getByRole('status').textContent()).toContain('電子証明書を消しました。');
    expect(await readdir(join(places.data, 'certificates'))).toEqual([]);
  });

  it.each([
    ['wrong-password', '電子証明書のパスワードが違います(C-701)'],
    ['expired', 'この電子証明書は、有効期限が切れています(C-705)'],
  ] as const)('says what is wrong, why, and what to do: %s', async (state, heading) => {
    const { page, places, readLog } = await open();
    await states[state]?.(page);
    expect(await page.getByRole('heading', { name: heading, exact: true }).count()).toBe(1);
    expect(await page.getByText('次にすること:').count()).toBe(1);
    expect(await page.getByText('電子証明書は、まだ取り込んでいません。').count()).toBe(1);
    expect(await page.getByLabel('電子証明書のパスワード').inputValue()).toBe('');
    expect(await readdir(places.data)).not.toContain('certificates');
    expect(await readdir(join(places.state, 'uploads'))).toEqual([]);
    expect(await readLog()).not.toMatch(/Wrong12345|Kaigo2021Pass/);
  });

  it('asks for the file and for the password', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: '取り込む' }).click();
    expect(await page.title()).toMatch(/^ファイルを選んでください/);
    await take(page, await makeP12(fresh), '');
    expect(await page.title()).toMatch(/^パスワードを入力してください/);
    await take(page, Buffer.alloc(300_000));
    expect(await page.title()).toMatch(/^ファイルが大きすぎます/);
  });

  it('works by keyboard alone', async () => {
    const { page } = await open();
    await page.getByLabel('電子証明書のファイル').setInputFiles({ name: 'a.p12', mimeType: 'application/x-pkcs12', buffer: await makeP12(fresh) });
    await page.getByLabel('電子証明書のファイル').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByText('電子証明書を取り込みました。').waitFor();
  });
});

describe('when somebody else sends a certificate', patience, () => {
  it('takes none without the token of our own form, and no certificate by a made-up name', async () => {
    const { screens, places } = await openScreens({ reception: { host: 'localhost', port: 1 }, trust: pki.trust });
    const visitor = await enter(screens.issueUrl());
    const body = `--x\r\nContent-Disposition: form-data; name="token"\r\n\r\nwrong\r\n--x\r\nContent-Disposition: form-data; name="p12"; filename="a.p12"\r\n\r\nabc\r\n--x--\r\n`;
    const reply = await ask(screens.port, '/settings/certificates', { method: 'POST', headers: { Cookie: visitor.cookie, 'Content-Type': 'multipart/form-data; boundary=x' }, body });
    expect(reply).toMatchObject({ status: 403, body: expect.stringContaining('(I-493)') });
    expect(await visitor.post('/settings/certificates/remove', { certificate: '../../logs' })).toMatchObject({ status: 500, body: expect.stringContaining('(C-715)') });
    expect(await visitor.get(`/settings/certificates/remove?certificate=${'0'.repeat(64)}`)).toMatchObject({ body: expect.stringContaining('(C-715)') });
    expect(await readdir(places.data)).not.toContain('certificates');
  });
});
