/** Every number that the check of a claim file compares with, and its unit. */
export const limits = {
  /** Findings that a verdict lists; one more says how many were left out. */
  findingsMax: 100,
  /** Bytes of one record without its line end. The longest record of the interface (緊急時施設療養) has about 1,900. */
  recordMaxBytes: 8_192,
  /** Items of one record that are remembered; the longest known record has 58. */
  itemsMax: 128,
  /** Digits of a record number or a count (old fixed form: 10). */
  numberMaxDigits: 10,
  /** Characters before `.CSV`. */
  fileStemMaxChars: 8,
  /** Last day of the claims window (JST). From the next day on, the next month is the one that is being processed. */
  claimsWindowLastDay: 10,
  /** Characters of a met value that a finding quotes. */
  quotedChars: 20,
} as const;
