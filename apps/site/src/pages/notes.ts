import { html } from '@togo/foundation/html';
import type { Release } from '@togo/trust';
import { addresses } from '../addresses.ts';
import type { Page } from '../layout.ts';
import { mainOf } from '../signed-page.ts';
import type { View } from '../view.ts';

/** The release notes as they were signed. Undefined where a release has none among its artefacts. */
export function notesPage(release: Release, { world }: View): Page | undefined {
  const notes = release.artefacts.find(({ kind, target }) => kind === 'notes' && target.endsWith('.html'));
  if (notes === undefined) return undefined;
  return {
    title: `${release.title} リリースノート`,
    menu: addresses.download,
    content: html`<div class="document">${mainOf(world.pages, notes.target)}</div>
<p class="back"><a href="${addresses.download}">ダウンロードのページへ戻る</a></p>`,
  };
}
