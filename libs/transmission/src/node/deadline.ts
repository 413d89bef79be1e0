import { ConnectionError } from './connection-error.ts';

/** Ends what takes too long: altogether, or without a sign of life. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Bytes have moved. */
  readonly moved: () => void;
  readonly clear: () => void;
}

/** @param idleMs without it only the whole counts. */
export function startDeadline(totalMs: number, idleMs?: number): Deadline {
  const controller = new AbortController();
  const end = (ms: number): NodeJS.Timeout =>
    setTimeout(() => controller.abort(new ConnectionError('DEADLINE_PASSED', `expected an answer within ${ms} ms`)), ms);
  const total = end(totalMs);
  const idle = idleMs === undefined ? undefined : end(idleMs);
  return {
    signal: controller.signal,
    moved: () => void idle?.refresh(),
    clear: () => {
      clearTimeout(total);
      clearTimeout(idle);
    },
  };
}
