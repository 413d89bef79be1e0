import type { Notes } from '@togo/release';
import type { PublicDocument } from './document.ts';

/** The release notes as a document: their first heading is its title. */
export function releaseDocument({ notes: { blocks }, at, publisher }: { readonly notes: Pick<Notes, 'blocks'>; readonly at: Date; readonly publisher: string }): PublicDocument {
  const [first, ...rest] = blocks;
  const title = first?.kind === 'heading' ? first.spans.map(({ text }) => text).join('') : '';
  return { title, at, publisher, blocks: rest };
}
