import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 100;

/** Asks again until there is an answer. */
export async function waitFor<T>(what: string, timeoutMs: number, ask: () => Promise<T | undefined>): Promise<T> {
  for (let waitedMs = 0; waitedMs < timeoutMs; waitedMs += pauseMs) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(pauseMs);
  }
  throw new Error(`${what}: nothing after ${timeoutMs} ms`);
}
