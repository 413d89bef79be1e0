import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { april2021, openMachine, version, type Dates, type Machine } from './schedules.ts';

let machine: Machine;
beforeAll(async () => {
  machine = await openMachine();
});
afterAll(() => machine[Symbol.asyncDispose]());

const schedules: readonly [what: string, dates: Dates][] = [
  ['April 2021', april2021],
  ['the last second of a year and the first of the next', { announcement: '2021-12-31T23:59:59', pilot: '2022-01-11T00:00:00', general: '2022-01-31T23:59:59', cutover: '2022-03-11T00:00:00' }],
  ['new year, and always midnight in Japan', { announcement: '2022-01-01T00:00:00', pilot: '2022-01-11T00:00:00', general: '2022-01-31T00:00:00', cutover: '2022-02-28T00:00:00' }],
  ['a leap day, and two milestones one second apart', { announcement: '2024-02-28T23:59:59', pilot: '2024-02-29T00:00:00', general: '2024-02-29T23:59:59', cutover: '2024-04-11T00:00:00' }],
];

describe('when a schedule is rehearsed', () => {
  it.each(schedules)('%s: nothing of a milestone is seen one second before, everything at its second', async (_, dates) => {
    const { ok, faults, milestones, evidence } = await machine.rehearse(await machine.releasesWith(dates));
    expect(faults).toEqual([]);
    expect(ok).toBe(true);
    expect(milestones).toMatchObject(Object.entries(dates).map(([id, at]) => ({ id, at: `${at}+09:00`, visibleBefore: false, visibleAfter: true })));
    expect(Object.values(evidence).map((one) => 'real' in one && one.real)).toEqual([false, false, false]);
  }, 120_000);

  it('a date that changed after the announcement is rehearsed as a correction of its own', async () => {
    const history = 'general:\n    history:\n      - at: "2021-04-15T10:00:00+09:00"\n        replaced: "2021-03-29T10:00:00+09:00"\n        reason: 確認に時間がかかるため\n';
    const { faults, milestones } = await machine.rehearse(await machine.releasesWith(april2021, (plan) => plan.replace('general:\n', history)));
    expect(faults).toEqual([]);
    expect(milestones.map(({ id }) => id)).toEqual(['announcement', 'pilot', 'correction-2021-03-29', 'general', 'cutover']);
    expect(milestones.every(({ visibleBefore, visibleAfter }) => !visibleBefore && visibleAfter)).toBe(true);
  }, 120_000);

  it('a milestone that has only a window cannot be rehearsed, and the rehearsal says so', async () => {
    const window = 'cutover:\n    window: 令和3年5月以降\n    from: "2021-05-20T00:00:00+09:00"\n    until: "2021-07-01T00:00:00+09:00"\n';
    const releases = await machine.releasesWith(april2021, (plan) => plan.replace(/cutover:\n.*\n/, window));
    const notes = join(releases, version, 'notes.ja.md');
    await writeFile(notes, (await readFile(notes, 'utf8')).replaceAll('2021年5月24日(月) 10:00', '令和3年5月以降'));
    const { ok, faults } = await machine.rehearse(releases);
    expect([ok, faults]).toEqual([false, [{ milestone: 'cutover', id: 'date', expected: 'a date that can be rehearsed', got: 'only 令和3年5月以降' }]]);
  }, 120_000);
});
