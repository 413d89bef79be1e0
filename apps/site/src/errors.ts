export type SiteCode =
  /** The command line has another form. */
  | 'USAGE'
  /** The world file or the request is missing, no JSON, or has faults: all are listed. */
  | 'INPUT_INVALID'
  /** The statement names a page whose text was not given, or that has no `<main>` or no such section. */
  | 'PAGE_UNUSABLE'
  /** A release folder has faults: all are listed. */
  | 'RELEASE_FAULTS'
  /** A character has no picture in the font of the PDF. */
  | 'GLYPH_MISSING';
