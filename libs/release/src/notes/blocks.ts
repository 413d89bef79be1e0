/** Strong text is the only emphasis that notes have. */
export interface Span {
  readonly text: string;
  readonly strong: boolean;
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] };

/** The notes of a release whose rules all hold. */
export interface Notes {
  readonly formatVersion: 1;
  readonly version: string;
  /** The text of the only first-level heading. */
  readonly title: string;
  /** All blocks, the title included. */
  readonly blocks: readonly Block[];
}

export function plainText(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}

/** The words of a block, its list items on lines of their own. */
export function wordsOf(block: Block): string {
  return block.kind === 'list' ? block.items.map(plainText).join('\n') : plainText(block.spans);
}
