import { createTestPki, type TestPki } from '@togo/transmission/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAgreeable } from './agreeable.ts';
import { launchBrowser, openPage } from './browser.ts';
import { openScreens } from './open-screens.ts';
import { aWithdrawal } from './published.ts';
import { remember, type Remembered } from './remembered.ts';

const patience = { timeout: 120_000 };
let browser: Browser;
let pki: TestPki;
beforeAll(async () => {
  [browser, pki] = await Promise.all([launchBrowser(), createTestPki()]);
}, patience.timeout);
afterAll(() => Promise.all([browser.close(), pki.remove()]));

async function visit(remembered: Remembered, javaScriptEnabled = false): Promise<Page> {
  const { screens } = await openScreens({ reception: { host: 'localhost', port: 1 }, trust: pki.trust }, (places) => remember(places, remembered));
  const page = await openPage(browser, javaScriptEnabled);
  await page.goto(screens.issueUrl());
  await page.getByRole('link', { name: '更新の確認', exact: true }).click();
  return page;
}

const notes = '統合インストーラ Ver.9.2.0 のお知らせ\r\n====================================================\r\n\r\n■ 変わること\r\n\r\n・送信結果の画面を見やすくしました。\r\n';
const trouble = { code: 'U-611', detail: 'rollback: timestamp.json: New timestamp version 1 is less than current version 2' };

/** Every state of the page, each with its headline. */
const states: Readonly<Record<string, Remembered>> = {
  '最新の版です(Ver.9.1.0)': { statement: { channels: { general: '9.1.0' } } },
  '新しい版があります: Ver.9.2.0': { notes },
  '更新の情報が正しくないため、使いません(U-611)': { asked: { trouble }, notes },
  '更新の配布元に接続できませんでした(T-104)': { statement: { channels: { general: '9.1.0' } }, asked: { trouble: { code: 'T-104', detail: 'GET /x: tls alert' } } },
  '新しい版はまだありません': { statement: { channels: { general: '9.1.0' } }, withdrawals: [aWithdrawal('9.1.0')] },
};

describe('when a clerk looks for updates', patience, () => {
  it.each(Object.entries(states))('reads %s, in a page that axe and 360 pixels agree with', async (headline, remembered) => {
    const page = await visit(remembered, true);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(headline);
    await expectAgreeable(page);
  });

  it('reads the warning of a withdrawn version on the first page, too, with script switched off', async () => {
    const page = await visit({ withdrawals: [aWithdrawal('9.1.0')], notes });
    await page.getByRole('link', { name: '開始' }).click();
    await page.getByRole('link', { name: '《更新の確認》で、理由とすることを見る' }).click();
    expect(await page.getByText('理由: 送信結果が表示されない場合があるため').count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('新しい版があります: Ver.9.2.0');
  });

  it('comes from the menu to the button with the keyboard alone', async () => {
    const page = await visit({ notes });
    await page.getByRole('link', { name: 'サポート' }).focus();
    for (const expected of ['ダウンロードする', '更新を確認する']) {
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').textContent()).toBe(expected);
    }
  });
});
