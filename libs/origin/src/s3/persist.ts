import { setTimeout as sleep } from 'node:timers/promises';
import { OriginError } from '../errors.ts';
import type { S3Timing } from '../limits.ts';
import { failureOf, isPassing } from './failure.ts';

/** Does something again while its failure may pass. It must be safe to do twice, and begins anew each time (a stream can be sent only once). */
export async function persist<T>({ attempts, pauseMs }: S3Timing, act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (attempt >= attempts || error instanceof OriginError || !isPassing(failureOf(error))) throw error;
      await sleep(pauseMs * attempt);
    }
  }
}
