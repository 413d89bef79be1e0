const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;
const minute = 60_000;

/** Every limit of this library. Sizes in bytes, times in ms. */
export const trustLimits = {
  /** A root holds eight keys and three signatures: 3 KiB. */
  rootMaxBytes: 64 * kibibyte,
  timestampMaxBytes: 16 * kibibyte,
  snapshotMaxBytes: 64 * kibibyte,
  /** Each target takes 200 bytes, each release about twenty targets. */
  targetsMaxBytes: 4 * mebibyte,
  statementMaxBytes: mebibyte,
  withdrawalsMaxBytes: mebibyte,
  /** New roots that are followed in one go (5.3.3). */
  maxRootRotations: 64,
  /** Roles that are asked for one target (5.6.7). */
  maxDelegations: 32,
  /** One metadata document or statement, from the request to its last byte. */
  documentTimeoutMs: minute,
  /** A PC's clock may be that much behind the moment of a publication. */
  clockSkewMs: 15 * minute,
} as const;

export type TrustLimits = { readonly [Key in keyof typeof trustLimits]: number };
