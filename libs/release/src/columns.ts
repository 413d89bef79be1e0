/** How wide text is in a fixed-pitch Japanese font: ASCII and half-width kana take one column, all else two. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += /[\u0020-\u007e\uff61-\uff9f]/.test(character) ? 1 : 2;
  return columns;
}
