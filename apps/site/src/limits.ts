/** Every limit of the site, with its unit. */
export const limits = {
  /** One page, on any line. */
  pageMaxBytes: 60_000,
  /** A world file or a request. */
  inputMaxBytes: 8_000_000,
  /** Announcements on the first page; the others are in the list. */
  newsOnFirstPage: 3,
} as const;
