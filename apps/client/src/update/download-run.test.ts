import { TrustError } from '@togo/trust';
import { describe, expect, it } from 'vitest';
import { DownloadRun, secondsLeft } from './download-run.ts';

describe('when the time that is left is guessed', () => {
  it('goes by the speed so far, without what was there before', () => {
    expect(secondsLeft(20_000_000, { atMs: 0, bytes: 10_000_000 }, { atMs: 10_000, bytes: 12_000_000 })).toBe(40);
  });

  it.each([
    ['nothing has come', undefined, undefined],
    ['it has just begun', { atMs: 0, bytes: 1 }, { atMs: 2999, bytes: 1_000_000 }],
    ['nothing moves', { atMs: 0, bytes: 1 }, { atMs: 60_000, bytes: 1 }],
    ['the clock was set back', { atMs: 60_000, bytes: 1 }, { atMs: 0, bytes: 1_000 }],
  ])('is not told while %s', (_state, first, latest) => {
    expect(secondsLeft(20_000_000, first, latest)).toBeUndefined();
  });
});

describe('when a download runs', () => {
  it('tells how far it is, and how it ended', async () => {
    let now = 0;
    const run = new DownloadRun({ now: () => new Date(now) });
    const { promise, reject } = Promise.withResolvers<void>();
    run.start(1000, 200, (progress) => {
      progress({ what: 'x', done: 0.25 });
      now = 5000;
      progress({ what: 'x', done: 0.5 });
      return promise;
    });
    expect([run.isRunning, run.state]).toEqual([true, { doneBytes: 500, totalBytes: 1000, secondsLeft: 10 }]);
    reject(new TrustError('hash-mismatch', 'other bytes'));
    await run.wait(1000);
    expect([run.isRunning, run.trouble]).toEqual([false, { code: 'U-619', detail: 'hash-mismatch: other bytes' }]);
  });

  it('starts no second one, and calls it no trouble when it is stopped by hand', async () => {
    const run = new DownloadRun({ now: () => new Date() });
    let started = 0;
    const act = (_progress: unknown, signal: AbortSignal): Promise<void> =>
      new Promise((_resolve, reject) => {
        started += 1;
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
    run.start(1000, 0, act);
    run.start(1000, 0, act);
    await run.cancel();
    expect([started, run.isRunning, run.trouble]).toEqual([1, false, undefined]);
  });
});
