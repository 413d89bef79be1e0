/** Looks at something now and then; a test does it by hand. */
export interface Ticker {
  /** @returns how it ends. */
  readonly every: (intervalMs: number, act: () => Promise<void>) => () => void;
}

/** Keeps no process alive. */
export const systemTicker: Ticker = {
  every(intervalMs, act) {
    const timer = setInterval(() => void act(), intervalMs).unref();
    return () => clearInterval(timer);
  },
};
