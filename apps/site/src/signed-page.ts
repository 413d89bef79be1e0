import { CodedError } from '@togo/foundation';
import { trusted, type Html } from '@togo/foundation/html';
import type { SiteCode } from './errors.ts';
import type { SiteWorld } from './site-world.ts';

/**
 * The content of a page that the release roles have signed, to stand in a page of the site.
 *
 * @throws CodedError `PAGE_UNUSABLE`
 */
export function mainOf(pages: SiteWorld['pages'], target: string): Html {
  const content = /<main[^>]*>([^]*)<\/main>/i.exec(pages[target] ?? '')?.[1];
  if (content === undefined) {
    throw new CodedError<SiteCode>('PAGE_UNUSABLE', `${target}: expected a page with its content in <main>, got ${pages[target] === undefined ? 'nothing' : 'none'}`, {
      hint: 'The statement names this page; give its verified text in `pages`.',
    });
  }
  return trusted(content);
}

/**
 * The part of such a page below one of its second-level headings, without the heading.
 *
 * @throws CodedError `PAGE_UNUSABLE`
 */
export function sectionOf(pages: SiteWorld['pages'], target: string, heading: string): Html {
  const { text } = mainOf(pages, target);
  const start = `<h2>${heading}</h2>`;
  const [, rest] = text.split(start, 2);
  const content = rest?.split(/<h2>|<footer>/, 1)[0];
  if (content === undefined) throw new CodedError<SiteCode>('PAGE_UNUSABLE', `${target}: expected the heading ${heading}, got none`, { hint: 'Every release note has this heading (rule notes-section).' });
  return trusted(content);
}
