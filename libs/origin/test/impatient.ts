import type { S3Timing } from '../src/index.ts';

/** Gives up soon. */
export const impatient: S3Timing = { connectTimeoutMs: 500, answerTimeoutMs: 1_500, slowestBytesPerSecond: 1_048_576, attempts: 2, pauseMs: 50 };
