/** Every limit of the client, with its unit. */
export const limits = {
  /** A form of the local screens without files, and one field of a form with files. */
  formMaxBytes: 4_096,
  formFieldsMax: 16,
  /** Headers of one part of a form with files. */
  partHeadersMax: 8,
  /** A form with files, all of it. */
  uploadMaxBytes: 536_870_912,
  /** Claim files chosen at once: an agent claims for so many facilities. */
  filesAtOnceMax: 100,
  /** Chosen files that wait for the clerk to confirm: so many times over. */
  draftsMax: 4,
  /** How long a page waits for a 送受信 to end before it shows how far it is. */
  exchangePageMs: 2_000,
  /** How often the client looks whether it is time to ask for results by itself; how often it asks is a limit of the protocol. */
  askingLookMs: 15_000,
  /** After an automatic question: until the page of results comes anew. */
  refreshAfterSeconds: 5,
  /** What the open window may tell of its outbox. */
  openOutboxMaxBytes: 33_554_432,
  /** Ver.8's settings, and its record of what was sent: some hundred thousand lines. */
  ver8IniMaxBytes: 65_536,
  ver8RecordsMaxBytes: 8_388_608,
  /** Broken lines of that record that are named. */
  ver8BrokenLinesMax: 10,
  /** Entries of 送信結果 on one page. */
  resultsPerPage: 50,
  headerMaxBytes: 16_384,
  connectionsMax: 32,
  headersTimeoutMs: 30_000,
  /** A whole request: a form with large files from a slow disk takes its time. */
  requestTimeoutMs: 300_000,
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
  /** How long whoever asked the running one to close waits for its end, and how often it looks. */
  closeMs: 10_000,
  closePauseMs: 100,
  /** What tells where updates are asked for, and the TUF root beside it. */
  originMaxBytes: 4_096,
  rootMaxBytes: 65_536,
  /** How often the client looks whether it is time to ask for updates by itself. */
  updateLookMs: 60_000,
  /** The daily times for that, in Japan: from nine o'clock on, for eight hours. */
  updateSlotsBeginMs: 9 * 3_600_000,
  updateSlotsMs: 8 * 3_600_000,
  /** Within so much after the client was opened a time that was missed is made up for. */
  updateCatchUpMs: 1_800_000,
  /** How long the page of a download waits for its end, when it comes anew, and after how long it guesses the time that is left. */
  updatePageMs: 1_000,
  updateRefreshSeconds: 2,
  updateGuessAfterMs: 3_000,
  /** How long the launcher is waited for when it opens an installer: its refusals come at once, an administrator may take minutes. */
  installerOpenMs: 10_000,
  /** Release notes as plain text. */
  updateNotesMaxBytes: 262_144,
  updateStateMaxBytes: 4_096,
  /** Day of the month in Japan until which facilities claim. */
  claimsWindowLastDay: 10,
  settingsMaxBytes: 65_536,
  manifestMaxBytes: 1_048_576,
  documentMaxBytes: 2_097_152,
  /** `client.log`, and as much again in `client.log.1`. */
  logMaxBytes: 524_288,
  logLineMaxChars: 2_000,
  /** Lines of the log on a 問い合わせ票. */
  slipLogLinesMax: 120,
  /** All questions to the registry of one check together, on a slow PC. */
  ieCheckMs: 20_000,
  /** What reg.exe may print of one key; a value of 1 MB takes twice that. */
  regOutputMaxBytes: 8_388_608,
  /** A .p12 file: a key and a few certificates. */
  p12MaxBytes: 102_400,
  /** The reading process: what it is sent, what it says, its time on a slow PC, its memory. */
  p12RequestMaxBytes: 262_144,
  p12AnswerMaxBytes: 262_144,
  p12ReadMs: 20_000,
  p12ReaderMemoryMb: 96,
  /** A saved certificate with its issuers, or a saved key. */
  certificateMaxBytes: 262_144,
  /** From so many days before its end on, a certificate is worth a warning. */
  certificateWarningDays: 90,
  rsaMinBits: 2_048,
  hostMaxChars: 253,
  portMax: 65_535,
  connectAddressesMax: 64,
  /** A clock this far off is worth telling: certificates and deadlines are judged by it. */
  skewWorthTellingSeconds: 120,
} as const;
