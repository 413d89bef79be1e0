/** Every limit of the installer, with its unit. */
export const limits = {
  /** A string inside an NSIS program, its final NUL included: longer ones are cut on the PC without a word. */
  nsisStringChars: 1_024,
  unpackTimeoutMs: 600_000,
  selfCheckTimeoutMs: 120_000,
  /** The check of Internet Explorer's setting reads the registry and is done within a second. */
  ieCheckTimeoutMs: 20_000,
  /** What an installation needs beside the layers: their archives are added to it. */
  extraSpaceMb: 50,
} as const;

/** Files below %ProgramData%\KaigoDenso that `/PURGE` removes, by folder; folders in the order in which they can become empty. */
export const dataFiles = {
  exact: ['settings.json', 'outbox.sqlite', 'outbox.sqlite-wal', 'outbox.sqlite-shm', 'logs\\client.log', 'logs\\client.log.1'],
  /** Our own logs carry a date: everything in the folder with this beginning and end. */
  dated: [
    { folder: 'logs\\install', start: 'install-', end: '.log' },
    { folder: 'logs\\install', start: 'un.install-', end: '.log' },
  ],
  folders: ['logs\\install', 'logs'],
} as const;
