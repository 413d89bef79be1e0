import { guideStyle } from '@togo/ie-settings';
import { addresses, announcementAddress, codesAddress, notesAddress } from './addresses.ts';
import { layOut, type Page } from './layout.ts';
import { sign } from './marks.ts';
import { clientCasePage, delegatedCasePage, otherVendorCasePage } from './pages/cases.ts';
import { downloadPage, pilotPage } from './pages/download.ts';
import { guidePage } from './pages/guide.ts';
import { announcementPage, newsPage } from './pages/news.ts';
import { notesPage } from './pages/notes.ts';
import { nothingPage } from './pages/nothing.ts';
import { startPage } from './pages/start.ts';
import { codeLetters, codesPage, troublePage } from './pages/trouble.ts';
import { style } from './style.ts';
import { viewOf, type View } from './view.ts';
import type { SiteWorld } from './site-world.ts';

export interface SiteFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/**
 * The whole site as a function of what has been signed: equal worlds give equal bytes. A page that was there once stays, so that none is left
 * on the origin that says what no longer holds.
 *
 * @returns every file by its path below the address of the site.
 * @throws CodedError `PAGE_UNUSABLE` when the world names a page without giving it.
 */
export function renderSite(world: SiteWorld): ReadonlyMap<string, SiteFile> {
  const view = viewOf(world);
  const pages = [...pagesOf(view)].map(([address, page]) => [address, file(layOut(page, view), 'text/html; charset=utf-8')] as const);
  return new Map([
    ...pages,
    [addresses.style, file(`${guideStyle}\n${style}`, 'text/css; charset=utf-8')],
    [addresses.icon, file(sign, 'image/svg+xml')],
  ]);
}

function* pagesOf(view: View): Generator<readonly [address: string, page: Page]> {
  const { statement, cutover } = view;
  if (statement === undefined) {
    yield [addresses.start, nothingPage];
    return;
  }
  yield [addresses.start, startPage(view)];
  yield [addresses.client, clientCasePage(view)];
  yield [addresses.otherVendor, otherVendorCasePage(view)];
  yield [addresses.delegated, delegatedCasePage()];
  yield [addresses.download, downloadPage(view)];
  yield [addresses.pilot, pilotPage(view)];
  if (cutover !== undefined) yield [addresses.guide, guidePage(view)];
  for (const release of statement.releases) {
    const page = notesPage(release, view);
    if (page !== undefined) yield [notesAddress(release.version), page];
  }
  yield [addresses.news, newsPage(view)];
  for (const entry of statement.announcements) yield [announcementAddress(entry.id), announcementPage(entry, view)];
  yield [addresses.trouble, troublePage(view)];
  for (const letter of codeLetters(view)) yield [codesAddress(letter), codesPage(letter, view)];
}

function file(text: string, contentType: string): SiteFile {
  return { bytes: new TextEncoder().encode(text), contentType };
}
