import type { Page } from 'playwright-core';
import { password, type chosen } from './facility.ts';

/** What a clerk does over and over, each as a clerk would do it. */
export async function choose(page: Page, ...files: ReturnType<typeof chosen>[]): Promise<void> {
  await page.getByRole('link', { name: '送信', exact: true }).click();
  await page.getByLabel('請求情報のファイル').setInputFiles(files);
  await page.getByRole('button', { name: '確かめる' }).click();
}

export async function logIn(page: Page, user: string, typed = password): Promise<void> {
  await page.getByLabel('ユーザID').fill(user);
  await page.getByLabel('パスワード', { exact: true }).fill(typed);
  await page.getByRole('button', { name: 'ログインする' }).click();
}

/** From choosing to the end of the 送受信, logging in where that is asked for. */
export async function sendNow(page: Page, user: string, ...files: ReturnType<typeof chosen>[]): Promise<void> {
  await choose(page, ...files);
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: '送信待ちに入れる' }).click();
  await page.getByRole('button', { name: '送受信する' }).click();
  const ended = page.getByRole('link', { name: '送信結果を見る' });
  await ended.or(page.getByRole('button', { name: 'ログインする' })).waitFor();
  if (!(await ended.isVisible())) await logIn(page, user);
  await ended.waitFor();
}

/** 送受信, and then 送信結果. */
export async function exchange(page: Page): Promise<void> {
  await page.getByRole('link', { name: '送信結果', exact: true }).click();
  await page.getByRole('button', { name: '送受信する' }).click();
  await page.getByRole('link', { name: '送信結果を見る' }).click();
}

/** What stands in the row of a file in 送信結果: its cells, parted by tabs. */
export async function rowOf(page: Page, fileName: string): Promise<string> {
  return (await page.getByRole('row').filter({ hasText: fileName }).innerText()).trim();
}

export async function openEntry(page: Page, fileName: string): Promise<void> {
  await page.getByRole('link', { name: '送信結果', exact: true }).click();
  await page.getByRole('link', { name: fileName }).click();
}

export function mainText(page: Page): Promise<string> {
  return page.locator('main').innerText();
}
