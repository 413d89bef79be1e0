import type { Notes } from '@togo/release';

/** What stands in a document: the blocks of release notes, and tables of words. */
export type DocumentBlock = Notes['blocks'][number] | WordTable;

export interface WordTable {
  readonly kind: 'table';
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell of a row says what the row is about. */
  readonly rows: readonly (readonly string[])[];
}

/** A public text in words, before it is a page or a PDF. */
export interface PublicDocument {
  readonly title: string;
  /** When it is published: printed under the title. */
  readonly at: Date;
  readonly publisher: string;
  /** What an earlier text said and no longer holds. */
  readonly correction?: WordTable;
  readonly blocks: readonly DocumentBlock[];
}

/** A heading, a paragraph and a list of plain words. */
export function heading(level: 2 | 3, text: string): DocumentBlock {
  return { kind: 'heading', level, spans: [{ text, strong: false }] };
}

export function paragraph(text: string): DocumentBlock {
  return { kind: 'paragraph', spans: [{ text, strong: false }] };
}
