import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { certificatePassword, openCertificateFacility, openCertificates, takeIn } from './certificate-facility.ts';
import { chosen, claimFile, password, users } from './facility.ts';
import { choose, exchange, rowOf } from './steps.ts';

const patience = { timeout: 120_000 };
/** Where somebody who wants to look at the pages gets pictures of them. */
const pictures = process.env['TOGO_SCREENSHOTS'];

async function photograph(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** Into the outbox, as far as nothing goes over the line. */
async function putInOutbox(page: Page, name: string, people: number): Promise<void> {
  await choose(page, chosen(name, claimFile({ people })));
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: '送信待ちに入れる' }).click();
}

/** 送受信 of what waits, with the log-in before it where one is asked for. */
async function send(page: Page): Promise<void> {
  await page.getByRole('link', { name: '送信待ち', exact: true }).click();
  await page.getByRole('button', { name: '送受信する' }).click();
  const ended = page.getByRole('link', { name: '送信結果を見る' });
  const logIn = page.getByRole('button', { name: 'ログインする' });
  await ended.or(logIn).waitFor();
  if (await ended.isVisible()) return;
  await page.getByLabel('ユーザID').fill(users.own);
  await page.getByLabel('パスワード', { exact: true }).fill(password);
  const certificate = page.getByLabel('電子証明書のパスワード');
  if ((await certificate.count()) > 0) await certificate.fill(certificatePassword);
  await logIn.click();
}

async function isAccepted(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name: '送受信が終わりました' }).waitFor();
  await exchange(page);
  expect(await rowOf(page, name)).toMatch(/正常\t正常\tなし$/);
}

describe('when a certificate is about to expire', patience, () => {
  it('tells the days that are left and what to do, on the first page and beside the certificate, and sends with it', async () => {
    await using office = await openCertificateFacility();
    const { page } = office;
    const old = await office.issue(60);
    await takeIn(page, old);
    const warned = async (): Promise<void> => {
      const notice = page.locator('.notice.warn');
      expect(await notice.innerText()).toMatch(/近づいています\(C-716\)[^]*\d+年\d+月\d+日\(.\)\)が近づいています\(あと60日\)[^]*次にすること: [^]*更新の手続き/);
    };
    await warned();
    await photograph(page, 'certificate-expiring');
    await page.getByRole('link', { name: '開始' }).click();
    await warned();
    await photograph(page, 'home-expiring');
    await putInOutbox(page, 'I2612A.CSV', 3);
    await send(page);
    await isAccepted(page, 'I2612A.CSV');
    expect(office.shown(old)).toBe(office.connections());
    expect(office.connections()).toBeGreaterThan(0);
  });

  it('is silent once the next one lies beside it, and uses whichever the clerk chose', async () => {
    await using office = await openCertificateFacility();
    const { page } = office;
    const [old, fresh] = [await office.issue(60), await office.issue(800)];
    await takeIn(page, old);
    expect(await takeIn(page, fresh)).not.toContain('C-716');
    expect(await openCertificates(page)).toEqual([expect.stringMatching(/^使用中 /), expect.stringMatching(/^使えます・期限が近い /)]);
    await putInOutbox(page, 'I2612A.CSV', 3);
    await send(page);
    await isAccepted(page, 'I2612A.CSV');
    expect([office.shown(old), office.shown(fresh)]).toEqual([0, office.connections()]);
    const before = office.connections();
    await openCertificates(page);
    await page.getByRole('button', { name: /^使う/ }).click();
    await putInOutbox(page, 'I2612B.CSV', 4);
    await send(page);
    await isAccepted(page, 'I2612B.CSV');
    expect([office.shown(old), office.shown(fresh)]).toEqual([office.connections() - before, before]);
  });
});

describe('when a certificate has ended', patience, () => {
  it('is refused before a connection is made; with the next one beside it the same claim is sent', async () => {
    await using office = await openCertificateFacility();
    const { page } = office;
    const old = await office.issue(60);
    await takeIn(page, old);
    await putInOutbox(page, 'I2612A.CSV', 3);
    const before = office.reception.log();
    await office.wait(61);
    const failure = page.locator('.notice.failed');
    expect(await failure.innerText()).toMatch(/切れています\(C-717\)[^]*\d+年\d+月\d+日\(.\)\)が過ぎました。このままでは送信できません。[^]*次にすること: 新しい電子証明書/);
    await photograph(page, 'home-ended');
    await send(page);
    expect(await failure.innerText()).toContain('(C-717)');
    await photograph(page, 'log-in-ended');
    expect(office.connections()).toBe(0);
    expect(office.reception.log()).toBe(before);
    const fresh = await office.issue(800);
    await takeIn(page, fresh);
    expect(await openCertificates(page)).toEqual([expect.stringMatching(/^使用中 /), expect.stringMatching(/^期限切れ /)]);
    await photograph(page, 'certificates-ended-and-new');
    await send(page);
    await isAccepted(page, 'I2612A.CSV');
    expect([office.shown(old), office.shown(fresh)]).toEqual([0, office.connections()]);
  });
});
