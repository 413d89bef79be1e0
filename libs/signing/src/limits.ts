const day = 24 * 60 * 60 * 1000;
const mebibyte = 1024 * 1024;

/** Every limit of this library. Times in ms, sizes in bytes unless the name says otherwise. */
export const limits = {
  /** A certificate table is a few KiB; the runtime's, with two timestamp chains, is 18 KiB. */
  maxPkcs7Bytes: mebibyte,
  /** A damaged entry is made again; twice damaged under our hands is no accident. */
  signCacheAttempts: 3,
  signTimeoutMs: 120_000,
  verifyTimeoutMs: 60_000,
  npmPackTimeoutMs: 600_000,
  maxRuntimePackageBytes: 64 * mebibyte,
  maxRuntimeExeBytes: 128 * mebibyte,
  /** How long metadata hold. */
  tuf: {
    rootLifeMs: 1095 * day,
    targetsLifeMs: 400 * day,
    /** Withdrawals are rare; the key signs again with each release. */
    statusLifeMs: 400 * day,
    snapshotLifeMs: 7 * day,
    /** A client that is kept from news notices it within this time. */
    timestampLifeMs: day,
  },
  devPki: {
    /** Before the April 2021 schedule, so that a rehearsal under a set-back clock has valid certificates. */
    notBefore: new Date('2020-01-01T00:00:00Z'),
    authorityLifeMs: 3650 * day,
    /** End certificates and revocation lists. */
    leafLifeMs: 730 * day,
    /** A client built today keeps its trust for at least this long. */
    renewBeforeMs: 60 * day,
    authorityKeyBits: 3072,
    leafKeyBits: 2048,
    /** A half-made PKI left by a killed process is removed after this time. */
    abandonedAfterMs: day / 24,
    /** Starters that lose the race look again; losing this often means that something else is wrong. */
    maxAttempts: 5,
  },
} as const;
