import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const violationsOfAxe = 'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`))';

/**
 * Axe objects to nothing, on a wide window and on a narrow one, where nothing lies beyond the edge.
 *
 * @param page opened with JavaScript. The pages allow no script: what a test evaluates runs outside their policy.
 */
export async function expectAgreeable(page: Page): Promise<void> {
  await page.evaluate(axe);
  expect(await page.evaluate(violationsOfAxe)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 640 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  expect(await page.evaluate(violationsOfAxe)).toEqual([]);
}
