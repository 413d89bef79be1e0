import type { Entry } from '@togo/transmission';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BadDays } from './bad-day.ts';
import { schedule } from './schedules.ts';

/** `TOGO_SCHEDULES=1000` for the long run; `TOGO_SEED` for other schedules, or to repeat a failure. */
const schedules = Number(process.env['TOGO_SCHEDULES'] ?? 60);
const seed = Number(process.env['TOGO_SEED'] ?? 20_210_401);
const perScheduleMs = 20_000;

let days: BadDays;

beforeAll(async () => {
  days = await BadDays.start();
});
afterAll(async () => {
  await days.end();
  process.stderr.write(`no loss, no double: ${JSON.stringify(days.counts)}\n`);
});

describe('when client, server and line fail at any moment', () => {
  it(
    'every accepted claim is at the server exactly once, and every confirmed claim is there or came after closing',
    async () => {
      await fc.assert(
        fc.asyncProperty(schedule, async (steps) => {
          const { confirmed, outbox, server } = await days.live(steps);
          const kept = new Map(outbox.map((entry) => [entry.number, entry]));
          // Nothing confirmed is lost, and nothing has another number than it was given.
          for (const { number, digest } of confirmed) expect(kept.get(number)?.digest).toBe(digest);
          // What the outbox says is what the server has: delivered is there, byte for byte; everything else is not.
          const afterClosing = ({ send, refusal }: Entry): boolean => send === 'refused' && refusal?.code === 'R-515';
          expect(outbox.filter((entry) => entry.send !== 'delivered' && !afterClosing(entry))).toEqual([]);
          const told = outbox.filter(({ send }) => send === 'delivered').map(({ number, digest, cancellation }) => ({ number, digest, cancellation: cancellation.state }));
          const held = server.map(({ number, digest, cancellation }) => ({ number, digest, cancellation: cancellation.state }));
          const byNumber = (a: { number: string }, b: { number: string }): number => (a.number < b.number ? -1 : 1);
          expect(told.sort(byNumber).map(plainly)).toEqual(held.sort(byNumber));
          // No double.
          expect(new Set(held.map(({ digest }) => digest)).size).toBe(held.length);
        }),
        { numRuns: schedules, seed, endOnFailure: true },
      );
      expect(days.counts.days).toBeGreaterThanOrEqual(schedules);
    },
    schedules * perScheduleMs,
  );
});

/** A cancellation that the server refused is 取消失敗 to the clerk; the server has none. */
function plainly<T extends { readonly cancellation: string }>(entry: T): T {
  return entry.cancellation === 'failed' ? { ...entry, cancellation: 'none' } : entry;
}
