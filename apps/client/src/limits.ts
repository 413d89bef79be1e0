/** Every limit of the client, with its unit. */
export const limits = {
  /** A request of the local screens: nothing longer than two short fields is ever sent. */
  formMaxBytes: 4_096,
  headerMaxBytes: 16_384,
  connectionsMax: 32,
  requestTimeoutMs: 30_000,
  /** How long the address that opens the screens may wait for a slow browser. */
  ticketLifeMs: 300_000,
  ticketsMax: 8,
  /** After [終了]: time for the browser to fetch the style sheet of the last page. */
  farewellMs: 2_000,
  /** One question to the instance that already runs. */
  knockTimeoutMs: 2_000,
  knockMaxBytes: 1_024,
  /** How long a start waits for one that is just starting or ending, and how often it looks. */
  claimMs: 15_000,
  claimPauseMs: 200,
  settingsMaxBytes: 65_536,
  manifestMaxBytes: 1_048_576,
  documentMaxBytes: 2_097_152,
  /** `client.log`, and as much again in `client.log.1`. */
  logMaxBytes: 524_288,
  logLineMaxChars: 2_000,
  hostMaxChars: 253,
  portMax: 65_535,
  checkAddressesMax: 64,
  /** A clock this far off is worth telling: certificates and deadlines are judged by it. */
  skewWorthTellingSeconds: 120,
} as const;
