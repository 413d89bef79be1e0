import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '@togo/foundation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signOff } from '../../src/publish/sign-off.ts';
import { stage } from '../../src/publish/stage.ts';
import { realActs, type Acts } from '../../src/rehearse/acts.ts';
import type { Rehearsal } from '../../src/rehearse/rehearse.ts';
import { april2021, openMachine, version, type Machine } from './schedules.ts';

let machine: Machine;
let releases: string;
beforeAll(async () => {
  machine = await openMachine();
  releases = await machine.releasesWith(april2021);
});
afterAll(() => machine[Symbol.asyncDispose]());

const fast = (clock: Clock, ms: number): Clock => ({ now: () => new Date(clock.now().getTime() + ms) });
const found = ({ faults }: Rehearsal, milestone: string, id: string): string | undefined => faults.find((one) => one.milestone === milestone && one.id === id)?.got;

describe('when the publisher is wrong, the rehearsal notices', () => {
  it('a tick whose clock is one second fast', async () => {
    const early: Acts['tick'] = (publisher, options) => realActs.tick({ ...publisher, clock: fast(publisher.clock, 1000) }, options);
    const rehearsal = await machine.rehearse(releases, { tick: early });
    expect(rehearsal.ok).toBe(false);
    expect(rehearsal.milestones.map(({ visibleBefore }) => visibleBefore)).toEqual([true, true, true, true]);
    expect(found(rehearsal, 'announcement', 'nothing-early')).toContain('clients see publication 1 instead of 0');
  }, 120_000);

  it('a publisher whose clock is one second slow', async () => {
    const late: Acts['tick'] = (publisher, options) => realActs.tick({ ...publisher, clock: fast(publisher.clock, -1000) }, options);
    const rehearsal = await machine.rehearse(releases, { tick: late });
    expect(rehearsal.milestones.map(({ visibleBefore, visibleAfter }) => [visibleBefore, visibleAfter])).toEqual(Array.from({ length: 4 }, () => [false, false]));
  }, 120_000);

  it.each([
    ['that was never staged', 'it was never staged', () => Promise.resolve()],
    ['that only one role has signed', 'qa has not signed', async (...[publisher, , id, verify]: Parameters<Acts['approve']>) => {
      await stage(publisher, version, id);
      await signOff(publisher, { version, id, role: 'release', signer: await publisher.keyring.signer('release'), verify });
    }],
  ] as const)('a milestone %s', async (_, why, half) => {
    const approve: Acts['approve'] = (...given) => (given[2] === 'pilot' ? half(...given) : realActs.approve(...given));
    const rehearsal = await machine.rehearse(releases, { approve });
    expect(rehearsal.milestones.map(({ id, visibleAfter }) => [id, visibleAfter])).toEqual([['announcement', true], ['pilot', false], ['general', false], ['cutover', false]]);
    expect(found(rehearsal, 'pilot', 'enacted')).toContain(why);
  }, 120_000);

  it('a publisher who believes every clock', async () => {
    const trusting: Acts['tick'] = (publisher, options) => realActs.tick(publisher, { ...options, isClockConfirmed: true });
    const rehearsal = await machine.rehearse(releases, { tick: trusting });
    expect(found(rehearsal, 'announcement', 'clock-ahead')).toBe('tick went on');
    expect(rehearsal.milestones[0]).toMatchObject({ visibleBefore: true });
  }, 120_000);

  it('a clock that goes back an hour in the middle and is believed', async () => {
    let previous = new Date(0);
    const backwards: Acts['tick'] = (publisher, options) => {
      const goesBack = publisher.clock.now() < previous;
      previous = publisher.clock.now();
      return realActs.tick(publisher, { ...options, isClockConfirmed: goesBack });
    };
    expect(found(await machine.rehearse(releases, { tick: backwards }), 'pilot', 'clock-back')).toBe('tick went on');
  }, 120_000);

  it.each([
    ['the installer under its plain name', `${version}/TogoInstaller-${version}.exe`],
    ['a page that is ahead of the metadata', `notes-${version}.html`],
    ['targets metadata that go up before the timestamp', 'metadata/2.targets.json'],
  ])('%s, brought to the origin a moment early', async (_, key) => {
    const leaking: Acts['tick'] = async (publisher, options) => {
      const result = await realActs.tick(publisher, options);
      const path = join(publisher.origin.name, key);
      if (publisher.clock.now().toISOString() === '2021-03-22T00:59:59.000Z') {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, 'early');
      }
      return result;
    };
    const rehearsal = await machine.rehearse(releases, { tick: leaking });
    expect(rehearsal.milestones.map(({ id, visibleBefore }) => [id, visibleBefore]).slice(0, 2)).toEqual([['announcement', false], ['pilot', true]]);
    expect(rehearsal.ok).toBe(false);
  }, 120_000);
});
