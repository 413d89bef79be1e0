import { chromium, type Browser, type Page } from 'playwright-core';

/** Debian's Chromium, without its own network chatter. Without a UTF-8 locale it calls every file with a Japanese name "download". */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
}

/** A page of a Japanese browser with a profile of its own. */
export async function openPage(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ locale: 'ja-JP', javaScriptEnabled });
  return context.newPage();
}

/** Waits for the page of that heading, then takes the first link of every page: with the keyboard from the top to its text. */
export async function skipMenu(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  // The browser goes there in its own time; a key that comes before moves on from where it was.
  await page.locator('main:focus').waitFor();
}
