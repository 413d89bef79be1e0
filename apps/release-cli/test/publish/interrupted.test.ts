import { directoryOrigin } from '@togo/origin';
import { faultyOrigin, type Fault } from '@togo/origin/testing';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Publisher } from '../../src/publish/publisher.ts';
import { tick } from '../../src/publish/tick.ts';
import { withdraw } from '../../src/publish/withdraw.ts';
import { approve, isMutable, moments, objectsOf, openTheatre, seenBy, version, type Theatre } from './theatre.ts';

const reason = '起動できないことがあるため';
let announced: Theatre;
let piloted: Theatre;

beforeAll(async () => {
  announced = await openTheatre();
  await approve(announced, moments.staging, 'announcement');
  await tick(announced.at(moments.announcement));
  await approve(announced, moments.beforePilot, 'pilot');
  await tick(announced.at(moments.shortlyBeforePilot));
  piloted = await announced.copy();
  await tick(piloted.at(moments.pilot));
}, 120_000);
afterAll(() => Promise.all([announced, piloted].map((theatre) => theatre.remove())));

const atOnce = 4;

interface Act {
  readonly start: Theatre;
  readonly run: (publisher: Publisher) => Promise<unknown>;
  /** What the publisher does afterwards, some time later. */
  readonly again: (publisher: Publisher) => Promise<unknown>;
  /** What a stranger sees: one word for the old state, one for the new. */
  readonly state: (theatre: Theatre) => Promise<string>;
}

async function writesOf({ start, run }: Act): Promise<readonly string[]> {
  const theatre = await start.copy();
  const origin = faultyOrigin(directoryOrigin(join(theatre.folder, 'origin')));
  await run(theatre.at(moments.pilot, origin));
  await theatre.remove();
  return origin.writes;
}

/** Disturbs one write, looks, continues, looks again. */
async function disturb({ start, run, again, state }: Act, fault: Fault): Promise<string> {
  const theatre = await start.copy();
  try {
    const before = await objectsOf(theatre);
    await expect(run(theatre.at(moments.pilot, faultyOrigin(directoryOrigin(join(theatre.folder, 'origin')), fault)))).rejects.toThrow();
    const [between, seen] = [await objectsOf(theatre), await state(theatre)];
    // Pages never lead: as long as the old state is seen, they are the old ones.
    if (seen === 'old') for (const [key, hash] of before) expect([key, between.get(key)]).toEqual([key, hash]);
    if (seen === 'old') expect([...between.keys()].filter((key) => !before.has(key) && !/^(?:targets|metadata)\//.test(key))).toEqual([]);
    await again(theatre.at(moments.afterPilot));
    const after = await objectsOf(theatre);
    expect(await state(theatre)).toBe('new');
    for (const known of [before, between]) for (const [key, hash] of known) if (!isMutable(key)) expect([key, after.get(key)]).toEqual([key, hash]);
    expect([...after.keys()].filter((key) => key.endsWith('.snapshot.json')).length).toBeLessThanOrEqual([...before.keys()].filter((key) => key.endsWith('.snapshot.json')).length + 2);
    expect(await tick(theatre.at(moments.afterPilot))).toMatchObject({ written: [] });
    return seen;
  } finally {
    await theatre.remove();
  }
}

const publishing: Omit<Act, 'start'> = {
  run: (publisher) => tick(publisher),
  again: (publisher) => tick(publisher),
  state: async (theatre) => ((await seenBy(theatre, moments.afterPilot))?.sequence === 2 ? 'new' : 'old'),
};
const withdrawing: Omit<Act, 'start'> = {
  run: (publisher) => withdraw(publisher, version, reason),
  again: (publisher) => withdraw(publisher, version, reason),
  state: async (theatre) => ((await seenBy(theatre, moments.afterPilot))?.withdrawalOf(version) === undefined ? 'old' : 'new'),
};
/** Killed before a write is killed after the one before it. */
const faults = [
  ['killed after', (step: number): Fault => ({ killAt: step, when: 'after' })],
  ['failing at', (step: number): Fault => ({ failAt: step })],
] as const;

describe.each([
  ['a publication', () => ({ ...publishing, start: announced })],
  ['a withdrawal', () => ({ ...withdrawing, start: piloted })],
])('when %s is interrupted', (name, actOf) => {
  it.each(faults)('%s each write: a stranger sees all of the old or all of the new, the next one completes it, nothing is replaced', async (how, faultAt) => {
    const act = actOf();
    const writes = await writesOf(act);
    const timestampAt = writes.findIndex((write) => write.endsWith('timestamp.json')) + 1;
    expect(timestampAt).toBeGreaterThan(0);
    const disturbStep = async (step: number): Promise<void> => {
      const isNew = step > timestampAt || (step === timestampAt && how === 'killed after');
      expect([step, writes[step - 1], await disturb(act, faultAt(step))]).toEqual([step, writes[step - 1], isNew ? 'new' : 'old']);
    };
    const steps = writes.map((_, index) => index + 1);
    // Most of the time goes into waiting for the disk.
    for (let from = 0; from < steps.length; from += atOnce) await Promise.all(steps.slice(from, from + atOnce).map(disturbStep));
    process.stdout.write(`${name}, ${how} each write: ${writes.length} of ${writes.length} writes disturbed\n`);
  }, 600_000);
});

describe('when a withdrawal was killed after the status role had signed', () => {
  it('the next tick makes it visible', async () => {
    const theatre = await piloted.copy();
    const origin = faultyOrigin(directoryOrigin(join(theatre.folder, 'origin')), { killAt: 5 });
    await expect(withdraw(theatre.at(moments.pilot, origin), version, reason)).rejects.toThrow('killed');
    expect(origin.writes.some((write) => write.endsWith('.status.json'))).toBe(true);
    expect((await seenBy(theatre, moments.afterPilot))?.withdrawalOf(version)).toBeUndefined();
    await tick(theatre.at(moments.afterPilot));
    expect((await seenBy(theatre, moments.afterPilot))?.withdrawalOf(version)?.reason).toBe(reason);
    await theatre.remove();
  });
});
