import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { facilityNow, manifestFor, startClient } from '../client/facility.ts';
import { mainText } from '../client/steps.ts';
import type { DownloadOrigin } from './download-origin.ts';

type RunningClient = Awaited<ReturnType<typeof startClient>>;

const dayMs = 24 * 3_600_000;
/** No reception system is needed: nothing is sent. */
const nobody = 9;

/** A PC with 9.1.0 whose client believes an origin, its screens open in a browser without script. */
export class UpdatePc implements AsyncDisposable {
  readonly page: Page;
  readonly #root: string;
  #client: RunningClient;

  private constructor(root: string, page: Page, client: RunningClient) {
    this.#root = root;
    this.page = page;
    this.#client = client;
  }

  static async open(browser: Browser, { pki, root, url }: DownloadOrigin): Promise<UpdatePc> {
    const folder = await mkdtemp(join(tmpdir(), 'togo-update-'));
    const home = join(folder, 'client');
    await mkdir(home);
    const origin = JSON.stringify({ formatVersion: 1, url });
    const files = { 'release.json': manifestFor(nobody), 'trust.json': JSON.stringify(pki.trust), 'origin.json': origin, 'root.json': root };
    for (const [name, content] of Object.entries(files)) await writeFile(join(home, name), content);
    await setAhead(folder, 0);
    const client = await startClient(home, join(folder, 'ahead-ms'));
    const page = await (await browser.newContext({ locale: 'ja-JP', javaScriptEnabled: false })).newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(client.address);
    return new UpdatePc(folder, page, client);
  }

  /** Where downloads lie. */
  get folder(): string {
    return join(this.#root, 'client/state/updates');
  }

  /** Everything there but what is remembered. */
  async files(): Promise<string[]> {
    return (await readdir(this.folder, { recursive: true })).filter((name) => !['asked.json', 'trust.json'].includes(name)).sort();
  }

  /** Opens 更新の確認 and asks the origin. @returns what stands on the page then. */
  async check(): Promise<string> {
    await this.page.getByRole('link', { name: '更新の確認', exact: true }).click();
    await this.page.getByRole('button', { name: '更新を確認する' }).click();
    return mainText(this.page);
  }

  async press(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).click();
  }

  /** The page comes anew by itself while a download runs. */
  async untilHeading(wanted: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: wanted }).waitFor({ timeout: 30_000 });
  }

  /** Sets the clock, for what is already open too. */
  async setForward(days: number): Promise<void> {
    await setAhead(this.#root, days);
  }

  /** Ends the client at once, as a power cut does, and opens it again. */
  async restart(): Promise<void> {
    await this.end('SIGKILL');
    this.#client = await startClient(join(this.#root, 'client'), join(this.#root, 'ahead-ms'));
    await this.page.goto(this.#client.address);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    await this.#client.end(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
    await this.end('SIGKILL');
    await rm(this.#root, { recursive: true, force: true });
  }
}

/** By how much the clock of the PC, at ten o'clock today, is ahead of this machine's. */
async function setAhead(root: string, days: number): Promise<void> {
  await writeFile(join(root, 'ahead-ms'), String(facilityNow().getTime() - Date.now() + days * dayMs));
}
