import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ended, moments, PublisherMachine, until } from './publisher-machine.ts';

let approved: PublisherMachine;
/** Every object that an undisturbed publisher writes. */
let complete: readonly string[];

beforeAll(async () => {
  approved = await PublisherMachine.open();
  await approved.approve(moments.staging, 'announcement');
  const undisturbed = await approved.copy();
  const { exitCode, stderr } = await undisturbed.togo(moments.announcement, 'tick');
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining('objects written')]);
  complete = undisturbed.keys().sort();
  await undisturbed.remove();
}, 300_000);
afterAll(() => approved.remove());

const isMutable = (key: string): boolean => key === 'metadata/timestamp.json' || !key.includes('/');

/** Kills the publisher when that many new objects lie on the origin. @returns how many there were when it was dead. */
async function killAt(machine: PublisherMachine, count: number): Promise<number> {
  const before = machine.keys().length;
  const child = machine.start(moments.announcement, 'tick');
  await until(child, () => machine.keys().length >= before + count);
  child.kill('SIGKILL');
  await ended(child);
  return machine.keys().length - before;
}

/** The drill in one process disturbs every write (apps/release-cli/test/publish/interrupted); a real process is killed at every third. */
const stride = 3;

describe('when the publisher is killed (kill -9) on its way', () => {
  it('a stranger sees nothing or all of the announcement, and the next tick completes it without replacing anything', async () => {
    const steps = complete.length - approved.keys().length;
    const died = new Set<number>();
    const seen = { nothing: 0, everything: 0 };
    for (let count = 0; count <= steps; count += stride) {
      const machine = await approved.copy();
      died.add(await killAt(machine, count));
      const between = await machine.objects();
      const world = await machine.stranger(moments.announcement);
      if (world === undefined) {
        seen.nothing += 1;
        expect([...between.keys()].filter((key) => !/^(?:targets|metadata)\//.test(key))).toEqual([]);
      } else {
        seen.everything += 1;
        expect(world.statement).toMatchObject({ sequence: 1, milestone: 'announcement' });
      }
      const { exitCode } = await machine.togo(moments.afterwards, 'tick');
      expect([0, 8]).toContain(exitCode);
      expect((await machine.stranger(moments.afterwards))?.sequence).toBe(1);
      expect(machine.keys().sort()).toEqual(complete);
      const after = await machine.objects();
      for (const [key, hash] of between) if (!isMutable(key)) expect([key, after.get(key)]).toEqual([key, hash]);
      await machine.remove();
    }
    process.stdout.write(`killed ${Math.floor(steps / stride) + 1} times; ${died.size} different deaths between 0 and ${steps} objects; a stranger saw nothing ${seen.nothing} times, everything ${seen.everything} times\n`);
    expect(seen.nothing).toBeGreaterThan(0);
    expect(seen.everything).toBeGreaterThan(0);
  }, 900_000);
});

describe('when two publishers run at once on one machine', () => {
  it('the second one says so with exit code 3 and touches nothing, the first one completes', async () => {
    const machine = await approved.copy();
    const first = machine.start(moments.announcement, 'tick');
    expect(await until(first, () => existsSync(join(machine.dist, 'publication/publisher.lock')))).toBe(true);
    first.kill('SIGSTOP');
    const { exitCode, stderr } = await machine.togo(moments.announcement, 'tick');
    first.kill('SIGCONT');
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining(`another publisher is at work on this machine: process ${first.pid ?? 0}`)]);
    expect(await ended(first)).toBe(0);
    expect((await machine.stranger(moments.announcement))?.sequence).toBe(1);
    expect(machine.keys().sort()).toEqual(complete);
    await machine.remove();
  }, 120_000);
});
