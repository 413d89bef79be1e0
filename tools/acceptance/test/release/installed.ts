import type { Pc } from '@togo/wine-lab';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../src/launch-browser.ts';
import { waitFor } from '../../src/wait-for.ts';

export const installFolder = 'C:\\Program Files (x86)\\KaigoDenso';
export const startMenuFolder = 'C:\\ProgramData\\Microsoft\\Windows\\Start Menu\\Programs\\介護伝送ソフト';
export const uninstallKey = 'HKLM\\Software\\Wow6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KaigoDenso';
export const dataFolder = 'C:\\ProgramData\\KaigoDenso';

const startMs = 30_000;

/** The installed client's screens in a real browser. */
export interface Screens extends AsyncDisposable {
  readonly origin: string;
  readonly page: Page;
  setReception(host: string, port: number): Promise<void>;
  /** Presses [接続を確認] and returns the text of the page that comes. */
  check(): Promise<string>;
}

/** Starts denso.exe as the start menu does, and a browser as Windows would. */
export async function startScreens(pc: Pc): Promise<Screens> {
  const program = await pc.start(`${installFolder}\\denso.exe`, ['--no-browser']);
  const url = await waitFor('the address of the screens', startMs, async () => /http:\/\/127\.0\.0\.1:\d+\S*/.exec(await program.stdout())?.[0]);
  const browser = await launchBrowser();
  const page = await browser.newPage({ javaScriptEnabled: false, locale: 'ja-JP' });
  await page.goto(url);
  const { origin } = new URL(url);
  return {
    origin,
    page,
    async setReception(host, port) {
      await page.goto(`${origin}/settings`);
      const form = page.locator('form[action="/settings"]');
      await form.locator('input[name=host]').fill(host);
      await form.locator('input[name=port]').fill(String(port));
      await form.getByRole('button').click();
    },
    async check() {
      await page.goto(`${origin}/check`);
      await page.locator('main form button').first().click();
      return page.locator('main').innerText();
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await program.stop();
    },
  };
}
