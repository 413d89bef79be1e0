/** Every limit of the protocol, with its unit. Both ends keep them. */
export const limits = {
  /** From the first look-up to the last byte of the answer. */
  timeoutMs: 10_000,
  headerMaxBytes: 8_192,
  bodyMaxBytes: 4_096,
} as const;
