/** Every number that a rule of this library compares with, and its unit. */
export const limits = {
  /** Characters of one written file (release.yaml, plan.yaml, notes.ja.md). */
  writtenFileChars: 64 * 1024,
  /** Columns (a full-width character takes two) of a release title: it must fit a window title and a version resource. */
  titleColumns: 60,
  /** Columns of a product name: it must fit a Start-menu entry. */
  productNameColumns: 40,
  /**
   * Days between general availability and cut-over. With the claims-window rule this leaves
   * every facility one whole claims window in which the new version and the old server both work.
   */
  cutoverNoticeDays: 28,
  /** The claims window, days of the month in JST, both included. */
  claimsWindow: { firstDay: 1, lastDay: 10 },
  /** Columns of a line of notes.txt. */
  textColumns: 76,
  /** Latin words in a row that still are a name (`Microsoft Internet Explorer`) and not an English sentence. */
  latinWordsInARow: 3,
  /** Characters of a value that a fault quotes. */
  gotChars: 60,
} as const;
