import { untouchedPc, type Facts } from '@togo/ie-settings';
import type { Browser, Page } from 'playwright-core';
import { createTestPki, type Peer, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAgreeable } from './agreeable.ts';
import { launchBrowser, openPage, skipMenu } from './browser.ts';
import { ieSetupOf } from './ie-setup.ts';
import { openScreens } from './open-screens.ts';
import { startReception } from './receptions.ts';

const patience = { timeout: 120_000 };
let browser: Browser;
let pki: TestPki;
let reception: Peer;
let modern: Peer;
beforeAll(async () => {
  [browser, pki] = await Promise.all([launchBrowser(), createTestPki()]);
  [reception, modern] = await Promise.all([startReception(pki, 'TLSv1.2'), startReception(pki, 'TLSv1.3')]);
}, patience.timeout);
afterAll(() => Promise.all([browser.close(), reception.close(), modern.close(), pki.remove()]));

async function visit({ port = reception.port, javaScriptEnabled = false, ie = ieSetupOf() } = {}): Promise<Page> {
  const request = { reception: { host: 'localhost', port }, trust: pki.trust, signing: 'development', guide: '<h1>手順書</h1><p>本文</p>' } as const;
  const { screens } = await openScreens(request, undefined, ie);
  const page = await openPage(browser, javaScriptEnabled);
  await page.goto(screens.issueUrl());
  return page;
}

/** Every screen, each with how a clerk gets there from the first one. */
const walks: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  開始: () => Promise.resolve(),
  接続確認: (page) => page.getByRole('link', { name: '接続確認' }).click(),
  接続できました: (page) => page.getByRole('button', { name: '接続を確認する' }).click(),
  設定の確認: (page) => page.getByRole('link', { name: '設定の確認' }).click(),
  IE設定チェックツールを開きました: async (page) => {
    await page.getByRole('link', { name: '設定の確認' }).click();
    await page.getByRole('button', { name: 'IE設定チェックツールを開く' }).click();
  },
  設定: (page) => page.getByRole('link', { name: '設定', exact: true }).click(),
  入力を確かめてください: async (page) => {
    await page.getByRole('link', { name: '設定', exact: true }).click();
    await page.getByLabel('ポート番号', { exact: true }).fill('0');
    await page.getByRole('button', { name: '保存する', exact: true }).click();
  },
  '.*更新の確認': (page) => page.getByRole('link', { name: '更新の確認' }).click(),
  リリースノート: (page) => page.getByRole('link', { name: 'リリースノート' }).click(),
  サポート: (page) => page.getByRole('link', { name: 'サポート' }).click(),
  手順書: async (page) => {
    await page.getByRole('link', { name: 'サポート' }).click();
    await page.getByRole('link', { name: '手順書を見る' }).click();
  },
  ページが見つかりません: (page) => page.goto(new URL('/nowhere', page.url()).href),
  終了: (page) => page.getByRole('button', { name: '終了' }).click(),
};

describe('when a clerk walks through the screens', patience, () => {
  it.each(Object.entries(walks))('reaches %s with JavaScript switched off', async (title, walk) => {
    const page = await visit();
    await walk(page);
    expect(await page.title()).toMatch(new RegExp(`^${title}.* - 介護伝送ソフト$`));
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  it.each(Object.entries(walks))('finds %s without sideways scrolling at 360 pixels, and nothing that axe objects to', async (_title, walk) => {
    const page = await visit({ javaScriptEnabled: true });
    await walk(page);
    await expectAgreeable(page);
  });

  it('is told about a failure in the form that every failure has', async () => {
    const page = await visit({ port: modern.port });
    await page.getByRole('button', { name: '接続を確認する' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('電子請求受付システムに接続できませんでした(T-104)');
    expect(await page.getByText('次にすること:').count()).toBe(1);
    expect(await page.getByRole('heading', { name: '詳細(サポート窓口用)' }).count()).toBe(1);
  });

  it('saves the result as a file with a Japanese name', async () => {
    const page = await visit();
    await page.getByRole('button', { name: '接続を確認する' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '結果を保存' }).click();
    expect((await download).suggestedFilename()).toMatch(/^接続確認の結果-\d{8}-\d{4}\.txt$/);
  });
});

const states: Readonly<Record<string, Partial<Facts>>> = {
  'TLS 1.2 で通信できる設定です': { user: { kind: 'dword', value: 0xa80 } },
  'TLS 1.2 は使えますが、見直したい設定があります': { user: { kind: 'dword', value: 0xffffffff } },
  お使いの方の設定を直す必要があります: { user: { kind: 'dword', value: 0xa0 } },
  このパソコンの管理者が直す必要があります: { user: { kind: 'dword', value: 0x80 }, schannelEnabled: { kind: 'dword', value: 0 } },
  確かめられないことがありました: { user: { kind: 'denied' } },
  このパソコンは確認の対象外です: { os: { ...untouchedPc.os, build: 22631 } },
};

describe('when a clerk looks at the setting of Internet Explorer', patience, () => {
  it.each(Object.entries(states))('reads %s, in a page that axe and 360 pixels agree with', async (headline, facts) => {
    const page = await visit({ javaScriptEnabled: true, ie: ieSetupOf(facts) });
    await page.getByRole('link', { name: '設定の確認' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(headline);
    await expectAgreeable(page);
  });

  it('opens the tool with the keyboard alone, the first button after the menu, and comes back', async () => {
    const page = await visit({ ie: ieSetupOf(states['お使いの方の設定を直す必要があります']) });
    await page.getByRole('link', { name: '設定の確認' }).press('Enter');
    await skipMenu(page, 'お使いの方の設定を直す必要があります');
    for (const expected of ['IE設定チェックツールを開く', 'もう一度確認']) {
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').textContent()).toBe(expected);
    }
    await page.getByRole('button', { name: 'IE設定チェックツールを開く' }).press('Enter');
    await page.getByRole('heading', { name: 'IE設定チェックツールを開きました' }).waitFor();
    await page.getByRole('button', { name: 'もう一度確認' }).press('Enter');
    await page.getByRole('heading', { name: 'お使いの方の設定を直す必要があります' }).waitFor();
  });
});

describe('when a facility has a proxy', patience, () => {
  it('reads that a script decides, and types the proxy, on a page that axe and 360 pixels agree with', async () => {
    const page = await visit({ javaScriptEnabled: true, ie: ieSetupOf({}, { script: 'http://proxy.example/proxy.pac' }) });
    await page.getByRole('link', { name: '設定', exact: true }).click();
    expect(await page.getByRole('heading', { level: 3 }).textContent()).toBe('プロキシを自動では決められません(S-267)');
    expect(await page.getByRole('group', { name: 'プロキシの決め方' }).getByRole('radio', { checked: true }).getAttribute('value')).toBe('ie');
    await expectAgreeable(page);
    await page.getByLabel('手で指定する', { exact: true }).check();
    await page.getByLabel('プロキシの名前').fill('proxy.example');
    await page.getByLabel('プロキシのポート番号').fill('8080');
    await page.getByLabel('プロキシのポート番号').press('Enter');
    await page.getByText('いまの通り道: プロキシ proxy.example:8080 を通ります(手で指定)。').waitFor();
    await expectAgreeable(page);
  });
});

describe('when a clerk has no mouse', patience, () => {
  it('comes to every control in the order of the page, and sees where', async () => {
    const page = await visit();
    const names: string[] = [];
    for (let step = 0; step < 16; step += 1) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      names.push(((await focused.textContent()) ?? '').trim());
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    }
    const menu = ['開始', '送信', '送信待ち', '送信結果', '通知文書', '接続確認', '設定の確認', '設定', '更新の確認', 'リリースノート', 'サポート'];
    expect(names).toEqual(['本文へ進む', ...menu, '請求情報を送信する', 'ログイン', '接続を確認する', '介護伝送ソフトを終了する']);
  });

  it('skips the menu and checks with Enter', async () => {
    const page = await visit();
    await page.getByRole('link', { name: '接続確認' }).press('Enter');
    await skipMenu(page, '接続確認');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/check/result');
    expect(await page.title()).toContain('(T-100)');
  });

  it('saves the settings with Enter in a field, and does not end the program', async () => {
    const page = await visit();
    await page.getByRole('link', { name: '設定', exact: true }).press('Enter');
    await page.getByLabel('接続先').fill('denso.example');
    await page.getByLabel('接続先').press('Enter');
    await page.getByText('設定を保存しました。').waitFor();
    expect(await page.getByLabel('接続先').inputValue()).toBe('denso.example');
  });
});
