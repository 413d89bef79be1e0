/** Every number that this library compares with, and its unit. */
export const originLimits = {
  /** Bytes of a key as UTF-8: the limit of S3. */
  keyBytes: 1024,
  /** Bytes of one part of a key: the limit of Linux file systems. */
  partBytes: 255,
  /** Bytes that S3 takes in one PUT. A release is a hundredth of it, so there is no multipart upload. */
  singlePutBytes: 5 * 1024 ** 3,
} as const;

/** How long a store may take, and how often it is asked. */
export interface S3Timing {
  readonly connectTimeoutMs: number;
  /** From the request to the answer, to which the time for the bytes is added. */
  readonly answerTimeoutMs: number;
  /** The slowest line that an upload or a download is given time for. */
  readonly slowestBytesPerSecond: number;
  /** Times that a request is made before a passing failure (5xx, no answer) counts. */
  readonly attempts: number;
  /** Before the second attempt; the third waits twice as long. */
  readonly pauseMs: number;
}

export const s3Timing: S3Timing = {
  connectTimeoutMs: 5_000,
  answerTimeoutMs: 30_000,
  slowestBytesPerSecond: 128 * 1024,
  attempts: 3,
  pauseMs: 1_000,
};
