import { limits } from '../protocol/index.ts';

/** The server's clock minus ours in whole seconds, its time taken for the middle of the request. */
export function skewSeconds(serverTime: string, asked: Date, answered: Date): number {
  return Math.round((Date.parse(serverTime) - (asked.getTime() + answered.getTime()) / 2) / 1000);
}

/** Whether the clocks are so far apart that the user must be told: the server's arrival time decides about closing. */
export function isSkewed(seconds: number): boolean {
  return Math.abs(seconds) > limits.clockSkewWarnSeconds;
}

export function serverNow(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}
