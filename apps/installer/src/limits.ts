/** Every limit of the installer, with its unit. */
export const limits = {
  /** A string inside an NSIS program, its final NUL included: longer ones are cut on the PC without a word. */
  nsisStringChars: 1_024,
  unpackTimeoutMs: 600_000,
  selfCheckTimeoutMs: 120_000,
  /** The check of Internet Explorer's setting reads the registry and is done within a second. */
  ieCheckTimeoutMs: 20_000,
  /** The client's own command that asks the running one to end: it waits ten seconds for that, and takes a while to start. */
  closeTimeoutMs: 20_000,
  /** Nobody waits longer before a page to learn how many claims wait for a result. */
  countTimeoutMs: 5_000,
  /** Looks whether it has ended, a tenth of a second apart. */
  closedLooks: 50,
  /** The newest `PRAGMA user_version` of outbox.sqlite that the client of this source tree reads: a newer one refuses a rollback to it. */
  dataVersion: 1,
  /** What an installation needs beside the layers: their archives are added to it. */
  extraSpaceMb: 50,
  /** A data file of Ver.8 that is larger is none that Ver.8 has written: it is neither taken over nor removed. */
  ver8MaxBytes: 8_388_608,
} as const;

/** Exit codes of the client's `close`; the client's own table has the same, and a test of both together holds them to it. */
export const clientAnswers = { busy: 3, notOpen: 4 } as const;

/** Files below %ProgramData%\KaigoDenso that `/PURGE` removes; folders begin with a backslash and stand in the order in which they can become empty. */
export const dataFiles = {
  exact: [
    { folder: '', name: 'settings.json' },
    ...['', '-wal', '-shm', '-journal', '.migrating', '.migrating-journal'].map((end) => ({ folder: '', name: `outbox.sqlite${end}` })),
    { folder: '\\certificates', name: 'chosen.json' },
    { folder: '\\logs', name: 'client.log' },
    { folder: '\\logs', name: 'client.log.1' },
    ...['DENSO8.INI', 'SOUSIN.DAT', 'KAIGO8.P12'].map((name) => ({ folder: '\\ver8', name })),
  ],
  /** Each certificate has a folder of its own, named by its SHA-256. What makes it a certificate goes first, its key last. */
  hashed: [
    { folder: '\\certificates', name: 'certificate.pem' },
    { folder: '\\certificates', name: 'key.pem' },
  ],
  /** Where a write that was cut off leaves `.<12 hexadecimal digits>.tmp`; the hashed folders are looked through too. */
  temporary: ['', '\\certificates'],
  /** Our own logs carry a date: everything in the folder with this beginning and end. */
  dated: [
    { folder: '\\logs\\install', start: 'install-', end: '.log' },
    { folder: '\\logs\\install', start: 'un.install-', end: '.log' },
  ],
  folders: ['\\certificates', '\\ver8', '\\logs\\install', '\\logs'],
} as const;
