/** Every limit of the reference server, with its unit. */
export const limits = {
  handshakeTimeoutMs: 10_000,
  requestTimeoutMs: 10_000,
  keepAliveTimeoutMs: 5_000,
  headerMaxBytes: 8_192,
  bodyMaxBytes: 4_096,
} as const;
