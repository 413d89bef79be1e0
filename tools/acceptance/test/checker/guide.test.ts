import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { workspaceRoot } from '@togo/workspace';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../src/launch-browser.ts';
import { buildChecker, type BuiltChecker } from './checker.ts';

const updating = process.env['TOGO_UPDATE_IMAGES'] === '1';
const phoneWidth = 360;
/** The error page, the steps and whose setting it is. */
const clip = { x: 0, y: 0, width: 800, height: 2000 };

let checker: BuiltChecker;
let browser: Browser;
let address = '';

beforeAll(async () => {
  [checker, browser] = await Promise.all([
    buildChecker(),
    launchBrowser(),
  ]);
  address = pathToFileURL(join(checker.folder, 'work/checker/guide.html')).href;
});
afterAll(async () => {
  await browser.close();
  await checker[Symbol.asyncDispose]();
});

async function open(width: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, locale: 'ja-JP' });
  await page.goto(address);
  return page;
}

describe('when the guide of the exe is read in a browser', () => {
  it('asks for nothing from anywhere and runs no script', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(address);
    expect(requests).toEqual([address]);
    expect(await page.locator('main ol > li').count()).toBe(4);
  });

  it('has nothing that axe would complain about', async () => {
    const page = await open(800);
    if (updating) await page.screenshot({ path: join(workspaceRoot, 'docs/images/checker-guide.png'), clip, fullPage: true });
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core') });
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });

  it.each([phoneWidth, 720, 1024])('fits %i pixels', async (width) => {
    const page = await open(width);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  it('keeps every word of its pictures inside them', async () => {
    const page = await open(1024);
    const outside = await page.evaluate(`[...document.querySelectorAll('svg')].flatMap((svg) => {
      const frame = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('text')].filter((text) => text.getBoundingClientRect().right > frame.right).map((text) => text.textContent);
    })`);
    expect(outside).toEqual([]);
  });

  it('prints', async () => {
    const page = await open(1024);
    const paper = await page.pdf({ format: 'A4' });
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
