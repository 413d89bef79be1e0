import { processingMonthAt } from '@togo/claims';
import { writeClaimFile } from '@togo/claims/testing';
import { systemClock } from '@togo/foundation';
import { DeskError, type Desk, type openDesk, type Target } from '@togo/transmission/node';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CertificateService } from '../src/certificates/certificate-service.ts';
import { ownP12Reader } from '../src/certificates/p12-reader.ts';
import { certificatesFolder, type Places } from '../src/places.ts';
import { expectAgreeable } from './agreeable.ts';
import { launchBrowser, openPage, skipMenu } from './browser.ts';
import { makeP12, makePair, password as certificatePassword } from './certificate-files.ts';
import { openScreens } from './open-screens.ts';
import { aNotice, anEntry, aSession, everyState, scriptedDesk } from './scripted-desk.ts';

const patience = { timeout: 120_000 };
let browser: Browser;
let pki: TestPki;
beforeAll(async () => {
  [browser, pki] = await Promise.all([launchBrowser(), createTestPki()]);
}, patience.timeout);
afterAll(() => Promise.all([browser.close(), pki.remove()]));

async function visit(path: string, script: Parameters<typeof scriptedDesk>[0]): Promise<Page> {
  const { screens } = await openScreens({ reception: { host: 'localhost', port: 1 }, trust: pki.trust }, undefined, undefined, scriptedDesk(script));
  const page = await openPage(browser, true);
  page.setDefaultTimeout(10_000);
  await page.goto(screens.issueUrl());
  if (path !== '/') await page.goto(new URL(path, page.url()).href);
  return page;
}

const all = Object.values(everyState);
const claim = Buffer.from(writeClaimFile({ processingMonth: processingMonthAt(new Date()) }));
const choose = (name: string, buffer: Buffer) => async (page: Page): Promise<void> => {
  await page.getByLabel('請求情報のファイル').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: '確かめる' }).click();
};
const press = (name: string) => (page: Page): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const report = { ok: true, code: 'T-100', sent: ['1'], changed: [], skipped: ['2'], detail: 'x' };
/** Runs until it is broken off. */
const endless: Desk['exchange'] = (_progress, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve({ ...report, ok: false, code: 'T-113' })));
/** Keeps the page that refreshes itself still, so that it can be looked at. */
async function startAndHold(page: Page): Promise<void> {
  await press('送受信する')(page);
  await page.route('**/exchange', async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 });
    expect(answer.headers()['refresh']).toBe('1');
    await route.fulfill({ response: answer, headers: { ...answer.headers(), refresh: '3600' } });
  });
  await page.goto(page.url());
}

const undecided = anEntry({ ...everyState['waiting'], sentBy: aSession.userId });
const lastNow = { at: new Date().toISOString(), serverTime: new Date().toISOString(), skewSeconds: 0, code: 'T-102' };

/** Every screen of sending: its address, what the outbox says, and what is done there. */
const screens: Readonly<Record<string, readonly [path: string, script: Parameters<typeof scriptedDesk>[0], act?: (page: Page) => Promise<void>]>> = {
  いますること: ['/', { all, session: aSession }],
  請求情報の送信: ['/send', {}],
  ファイルを選んでください: ['/send', {}, press('確かめる')],
  差し替える請求情報の送信: [`/send?replaces=${everyState['cancelled']?.number ?? ''}`, { all }],
  送信する内容を確かめてください: ['/send', { session: { ...aSession, facilities: [{ number: '1379900010', name: 'あおぞら介護', delegated: false }] } }, choose('I2612A.CSV', claim)],
  送信できません: ['/send', {}, choose('claims.txt', Buffer.from('<b>x</b>\r\n'))],
  送信待ち: ['/outbox', { all }],
  送信結果: ['/results', { all: [...all, undecided], session: aSession, lastExchange: lastNow }],
  この請求情報を取り消しますか: [`/results/cancel?number=${everyState['accepted']?.number ?? ''}`, { all }],
  通知文書: ['/notices', { notices: () => [aNotice, { ...aNotice, id: 'n-2', downloadedAt: aNotice.issuedAt }] }],
  ログイン: ['/login', {}],
  ログインしています: ['/login', { session: aSession }],
  パスワードの変更: ['/password', { session: { ...aSession, passwordChangeRequired: true } }],
  送受信しています: ['/outbox', { all, session: aSession, exchange: endless }, startAndHold],
  送受信が終わりました: ['/outbox', { all, session: aSession, exchange: () => Promise.resolve(report), lastExchange: { at: aNotice.issuedAt, serverTime: aNotice.issuedAt, skewSeconds: 600, code: 'T-100' } }, press('送受信する')],
  '送信待ちを別の介護伝送ソフトが使っています(R-563)': ['/results', { entries: () => refuse('R-563') }],
};

function refuse(code: DeskError['code']): never {
  throw new DeskError(code, 'refused');
}

describe('when a clerk sends', patience, () => {
  it.each(Object.entries(screens))('reads %s on a page that axe and 360 pixels agree with', async (title, [path, script, act]) => {
    const page = await visit(path, script);
    await act?.(page);
    const said = title === 'ファイルを選んでください' ? '請求情報の送信' : title;
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(said);
    await expectAgreeable(page);
  });

  it.each(Object.entries(everyState))('reads what a file that is %s means, and what to do now', async (_state, entry) => {
    const page = await visit(`/results/entry?number=${entry.number}`, { all, session: aSession });
    expect(await page.getByText('次にすること:').count()).toBeGreaterThan(0);
    await expectAgreeable(page);
  });

  it('tells a refused log-in on the page of the log-in, with the user ID kept and the password gone', async () => {
    const logIn: Desk['logIn'] = () => Promise.reject(new DeskError('R-502', 'locked', { until: '2026-12-01T01:30:00Z' }));
    const page = await visit('/login', { logIn });
    await page.getByLabel('ユーザID').fill('ｋｊ131379900010');
    await page.getByLabel('パスワード').fill('Wrong2021');
    await press('ログインする')(page);
    expect(await page.locator('main').innerText()).toContain('2026年12月1日(火) 10:30までログインできません');
    expect(await page.getByLabel('ユーザID').inputValue()).toBe('KJ131379900010');
    expect(await page.getByLabel('パスワード').inputValue()).toBe('');
    await expectAgreeable(page);
  });

  it('explains a user ID of the ISDN time beside its field', async () => {
    const page = await visit('/login', {});
    await page.getByLabel('ユーザID').fill('J13799000101');
    await page.getByLabel('パスワード').fill('Kaigo2021');
    await press('ログインする')(page);
    expect(await page.locator('#user-fault').innerText()).toContain('(S-265)');
    await expectAgreeable(page);
  });

  it('sends with the keyboard alone', async () => {
    const sent: string[] = [];
    const exchange: Desk['exchange'] = () => {
      sent.push('exchange');
      return Promise.resolve(report);
    };
    const page = await visit('/outbox', { all, session: aSession, exchange });
    await skipMenu(page, '送信待ち');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '送受信が終わりました' }).waitFor();
    expect(sent).toEqual(['exchange']);
  });
});

/** A certificate that an earlier run of the client took in; it ends in 60 days. */
async function importCertificate(places: Places): Promise<void> {
  const setup = { folder: certificatesFolder(places), reader: ownP12Reader(), readUserId: () => Promise.resolve(undefined) };
  const certificates = new CertificateService(setup, systemClock, { write: () => undefined });
  await certificates.importP12(await makeP12(makePair({ name: 'KJ131379900010', until: 60 })), certificatePassword);
}

describe('when a certificate is in use', patience, () => {
  it('is opened with its own password before anybody logs in, shown to the server, and warned about before it ends', async () => {
    const asked: string[] = [];
    const targets: Target[] = [];
    const logIn: Desk['logIn'] = (userId) => Promise.resolve(void asked.push(userId));
    const open: typeof openDesk = (options) => {
      const logInThere: Desk['logIn'] = async (...typed) => {
        if (typeof options.connection === 'function') targets.push(await options.connection());
        return logIn(...typed);
      };
      return scriptedDesk({ logIn: logInThere })(options);
    };
    const { screens } = await openScreens({ reception: { host: 'localhost', port: 1 }, trust: pki.trust }, importCertificate, undefined, open);
    const page = await openPage(browser, true);
    await page.goto(screens.issueUrl());
    expect(await page.locator('main').innerText()).toContain('(C-716)');
    await page.getByRole('link', { name: 'ログイン' }).click();
    await expectAgreeable(page);
    const attempt = async (typed: string): Promise<void> => {
      await page.getByLabel('ユーザID').fill('KJ131379900010');
      await page.getByLabel('パスワード', { exact: true }).fill('Kaigo2021');
      await page.getByLabel('電子証明書のパスワード').fill(typed);
      await press('ログインする')(page);
    };
    await attempt('Wrong12345');
    expect(await page.locator('main').innerText()).toContain('(C-714)');
    expect(asked).toEqual([]);
    await attempt(certificatePassword);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('いますること');
    expect(asked).toEqual(['KJ131379900010']);
    expect(targets).toMatchObject([{ host: 'localhost', clientCertificate: { cert: expect.stringContaining('BEGIN CERTIFICATE'), key: expect.stringMatching(/BEGIN\sPRIVATE KEY/) } }]);
  });
});
