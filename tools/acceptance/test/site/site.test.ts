import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { workspaceRoot } from '@togo/workspace';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../src/launch-browser.ts';
import { buildSites, states, type BuiltSites, type State } from './site.ts';

const updating = process.env['TOGO_UPDATE_IMAGES'] === '1';
const minutes = 60_000;
const desktop = 1024;
const phone = 360;
/** Long pages show how they begin. */
const pictureHeight = 2400;
const maxPageBytes = 60_000;
/** Axe is slow: it looks at every page of these states, which have every kind of page between them, and elsewhere at the pages that change. */
const everyPage: readonly State[] = ['nothing', 'pilot', 'withdrawn'];
const changing: readonly string[] = ['index.html', 'case-client.html', 'download.html'];

let sites: BuiltSites;
let browser: Browser;
beforeAll(async () => {
  [sites, browser] = await Promise.all([buildSites(), launchBrowser()]);
}, 3 * minutes);
afterAll(async () => {
  await browser.close();
  await sites[Symbol.asyncDispose]();
});

async function open(state: State, page: string, { width = desktop, javaScriptEnabled = true } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'ja-JP', javaScriptEnabled });
  const opened = await context.newPage();
  await opened.goto(sites.address(state, page));
  return opened;
}

describe.each(states)('when the site of the state "%s" is looked at', (state) => {
  it(
    'has nothing that axe objects to, and nothing beyond the edge, at 1024 and at 360 pixels',
    async () => {
      const page = await open(state, 'index.html');
      const faults: string[] = [];
      for (const name of sites.pages(state)) {
        await page.goto(sites.address(state, name));
        await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core') });
        for (const width of [desktop, phone]) {
          await page.setViewportSize({ width, height: 900 });
          const { violations } = everyPage.includes(state) || changing.includes(name) ? await page.evaluate<AxeResults>('axe.run()') : { violations: [] };
          faults.push(...violations.map(({ id, nodes }) => `${name} at ${width}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`));
          if ((await page.evaluate<number>('document.documentElement.scrollWidth')) > width) faults.push(`${name} at ${width}: wider than the window`);
        }
      }
      expect(faults).toEqual([]);
      await page.context().close();
    },
    3 * minutes,
  );

  it('weighs little on a slow line, with every code that the programs have', async () => {
    const heavy: string[] = [];
    for (const name of sites.pages(state)) {
      const { size } = await stat(join(sites.folder, state, name));
      if (size > maxPageBytes) heavy.push(`${name}: ${size} bytes`);
    }
    expect(heavy).toEqual([]);
  });
});

describe.each([
  ['switched off', false],
  ['switched on', true],
])('when a clerk comes with scripts %s', (_what, javaScriptEnabled) => {
  it('walks from the question to the download, asking no server but this one, and runs no script', async () => {
    const page = await open('general', 'index.html', { javaScriptEnabled });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.getByRole('link', { name: '伝送通信ソフト(介護伝送ソフト)をお使いの場合' }).click();
    await page.getByRole('link', { name: 'ダウンロードのページへ進む' }).click();
    expect(await page.getByRole('link', { name: '統合インストーラをダウンロード' }).getAttribute('href')).toBe('9.1.0/TogoInstaller-9.1.0.exe');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('ダウンロード');
    expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
    expect(await page.locator('script').count()).toBe(0);
    await page.context().close();
  });

  it('comes from a code on the screen to its entry', async () => {
    const page = await open('general', 'trouble.html', { javaScriptEnabled });
    await page.getByRole('link', { name: 'T で始まる番号' }).click();
    await page.goto(`${page.url()}#T-104`);
    expect(await page.locator(':target').getByText('次にすること:').count()).toBe(1);
    await page.goto(`${sites.address('general', 'trouble-i.html')}#I-405`);
    expect(await page.locator(':target').getByRole('heading').textContent()).toBe('ほかのインストーラが動いています(I-405)');
    await page.context().close();
  });

  it('meets the warning first on every page when the version is withdrawn', async () => {
    const page = await open('withdrawn', 'index.html', { javaScriptEnabled, width: phone });
    for (const name of sites.pages('withdrawn')) {
      await page.goto(sites.address('withdrawn', name));
      const [warning, title] = await Promise.all([page.getByRole('heading', { name: 'Ver.9.1.0 の公開を中止しました' }).boundingBox(), page.getByRole('heading', { level: 1 }).boundingBox()]);
      expect(warning?.y, name).toBeLessThan(Math.min(500, title?.y ?? 0));
    }
    await page.context().close();
  });
});

describe('when a clerk has no mouse', () => {
  it('comes to every link in the order of the page, sees where, and can skip the menu', async () => {
    const page = await open('general', 'index.html', { javaScriptEnabled: false });
    const names: string[] = [];
    for (let step = 0; step < 9; step += 1) {
      await page.keyboard.press('Tab');
      names.push(((await page.locator(':focus').textContent()) ?? '').trim().slice(0, 4));
      expect(await page.locator(':focus').evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
    }
    expect(names).toEqual(['本文へ進', '作業の確', 'ダウンロ', 'IE の', 'お知らせ', 'うまくい', '伝送通信', '伝送通信', '代理人や']);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '代理人や本部に請求を委託(依頼)している場合' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    // The browser goes there in its own time; a key that comes before moves on from where it was.
    await page.locator('main:focus').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('作業の確認');
    expect(await page.locator('main :focus').count()).toBe(1);
    await page.context().close();
  });
});

describe('when a page is printed', () => {
  it('leaves menu and buttons away and keeps the words', async () => {
    const page = await open('general', 'download.html');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.locator('.button:visible').count()).toBe(0);
    expect(await page.getByText('TogoInstaller-9.1.0.exe をダブルクリックします').isVisible()).toBe(true);
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
    await page.context().close();
  });
});

const pictures: readonly (readonly [name: string, state: State, page: string, width: number])[] = [
  ['start', 'general', 'index.html', desktop],
  ['start-360', 'general', 'index.html', phone],
  ['window', 'window', 'index.html', desktop],
  ['nothing', 'nothing', 'index.html', desktop],
  ['case-client', 'general', 'case-client.html', desktop],
  ['download', 'general', 'download.html', desktop],
  ['download-360', 'general', 'download.html', phone],
  ['correction', 'dated', 'announcement-2021-03-15.html', desktop],
  ['withdrawn', 'withdrawn', 'index.html', desktop],
  ['trouble', 'general', 'trouble.html', desktop],
  ['codes', 'general', 'trouble-t.html', desktop],
  ['cutover', 'cutover', 'index.html', desktop],
  ['guide-360', 'general', 'guide.html', phone],
];

/** Words that stand out of the column: of text itself, since a box may be narrower than what it holds. */
const wordsOutside = `(() => {
  const column = document.body.getBoundingClientRect();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const outside = [];
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const { left, right, width } = range.getBoundingClientRect();
    const isHidden = walker.currentNode.parentElement.closest('.skip') !== null;
    if (width > 0 && !isHidden && (left < column.left || right > column.right)) outside.push(walker.currentNode.textContent);
  }
  return outside;
})()`;

describe('when the site is looked at as a picture', () => {
  it.each(pictures)('%s keeps every word within its column', async (name, state, path, width) => {
    const page = await open(state, path, { width });
    expect(await page.evaluate<string[]>(wordsOutside)).toEqual([]);
    const height = Math.min(pictureHeight, await page.evaluate<number>('document.documentElement.scrollHeight'));
    if (updating) await page.screenshot({ path: join(workspaceRoot, `docs/images/site-${name}.png`), fullPage: true, clip: { x: 0, y: 0, width, height } });
    await page.context().close();
  });
});
