/** Every limit of the protocol, with its unit. Both ends keep them. */
export const limits = {
  /** From the first look-up to the last byte of the answer of `GET /v1/handshake`. */
  timeoutMs: 10_000,
  headerMaxBytes: 8_192,
  /** Answer of `GET /v1/handshake`. */
  bodyMaxBytes: 4_096,

  /** One claim file. */
  claimFileMaxBytes: 64 * 1024 * 1024,
  /** Any JSON request. */
  requestMaxBytes: 16_384,
  /** Any JSON answer but the handshake's. */
  answerMaxBytes: 1024 * 1024,
  /** One notice document. */
  noticeMaxBytes: 16 * 1024 * 1024,
  /** Transmissions in one answer; the rest follows with the next revision. */
  transmissionsPerAnswer: 100,
  /** Findings that the reception system tells about one file. */
  findingsMax: 200,
  /** Without a byte in either direction a transfer is given up. */
  idleTimeoutMs: 20_000,
  /** One whole exchange but for the transfer of a file. */
  requestTimeoutMs: 30_000,
  /** A client asks for results no more often than this by itself. */
  pollFloorMs: 10 * 60_000,
  /** Facilities of one agent. */
  facilitiesPerAgent: 100,
  /** Wrong passwords in a row until the account is locked, and for how long. */
  wrongPasswordsMax: 3,
  lockMs: 30 * 60_000,
  /** Length of a session from the log-in. */
  sessionMs: 8 * 60 * 60_000,
  passwordMinLength: 8,
  passwordMaxLength: 16,
  /** More between the two clocks and the client warns. */
  clockSkewWarnSeconds: 300,
  /** Less until a closing time and the client warns. */
  closingWarnMs: 24 * 60 * 60_000,
  /** A transfer slower than this on the whole is given up. */
  transferMinBytesPerSecond: 16_384,
} as const;
