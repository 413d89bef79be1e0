import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStatus } from '../../src/publish/status.ts';
import { stage, stageReinstatement } from '../../src/publish/stage.ts';
import { tick } from '../../src/publish/tick.ts';
import { withdraw } from '../../src/publish/withdraw.ts';
import { approve, isMutable, moments, objectsOf, openTheatre, seenBy, sign, version, type Theatre } from './theatre.ts';

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterAll(() => theatre.remove());

const page = (name: string): Promise<string> => readFile(join(theatre.folder, 'origin', name), 'utf8');
const before = (moment: string): string => new Date(Date.parse(moment) - 1000).toISOString();
const days = (moment: string, count: number): string => new Date(Date.parse(moment) + count * 86_400_000).toISOString();

/** Ticks once a day from one moment to shortly before another, as cron does. */
async function everyDay(from: string, until: string): Promise<void> {
  for (let now = days(from, 1); Date.parse(now) < Date.parse(until); now = days(now, 1)) await tick(theatre.at(now));
}

describe('when a release is published to its schedule', () => {
  it('before the announcement there is a page that offers nothing, and no metadata', async () => {
    await tick(theatre.at(moments.staging));
    await approve(theatre, moments.staging, 'announcement');
    expect(await tick(theatre.at(before(moments.announcement)))).toMatchObject({ enacted: [], written: [] });
    expect(await seenBy(theatre, moments.announcement)).toBeUndefined();
    expect(await page('index.html')).not.toContain('9.1.0');
    expect([...(await objectsOf(theatre)).keys()].filter((key) => key.startsWith('metadata/'))).toEqual([]);
  });

  it('the announcement appears at its moment, with no file to install', async () => {
    const { enacted } = await tick(theatre.at(moments.announcement));
    expect(enacted).toEqual([{ version, publication: 'announcement', at: '2021-03-15T01:00:00.000Z' }]);
    const world = await seenBy(theatre, moments.announcement);
    expect(world?.statement).toMatchObject({ sequence: 1, milestone: 'announcement', channels: {}, releases: [], announcements: [{ id: '2021-03-15', correction: true }] });
    expect(await page('announcements.html')).toContain('【訂正】');
    expect(await readStatus(theatre.at(moments.announcement), version)).toMatchObject({ state: 'announcement', next: { milestone: 'pilot', at: moments.pilot, missing: ['it was never staged'] } });
  });

  it('staged files have names that nobody can guess, and staging again changes nothing', async () => {
    await everyDay(moments.announcement, moments.beforePilot);
    const known = await objectsOf(theatre);
    expect(await stage(theatre.at(moments.beforePilot), version)).toMatchObject({ publication: 'pilot', outcome: 'staged' });
    const added = [...(await objectsOf(theatre)).keys()].filter((key) => !known.has(key));
    expect(added.length).toBeGreaterThan(8);
    for (const key of added) expect(key).toMatch(/^targets\/(?:[^/]+\/)?[0-9a-f]{64}\.[^/]+$/);
    expect(await stage(theatre.at(moments.pilot.replace('T10', 'T09')), version)).toMatchObject({ publication: 'pilot', outcome: 'present', content: { written: 0 } });
  });

  it('pilot, general and cut-over follow, each to the second', async () => {
    for (const role of ['qa', 'release'] as const) await sign(theatre, moments.beforePilot, 'pilot', role);
    for (const id of ['general', 'cutover'] as const) await approve(theatre, moments.beforePilot, id);
    let last: string = moments.beforePilot;
    for (const [id, sequence, channels] of [['pilot', 2, { pilot: version }], ['general', 3, { general: version, pilot: version }], ['cutover', 4, { general: version, pilot: version }]] as const) {
      await everyDay(last, moments[id]);
      await tick(theatre.at(before(moments[id])));
      expect((await seenBy(theatre, moments[id]))?.sequence).toBe(sequence - 1);
      expect((await tick(theatre.at(moments[id]))).enacted.map((one) => one.publication)).toEqual([id]);
      expect((await seenBy(theatre, moments[id]))?.statement).toMatchObject({ sequence, milestone: id, channels });
      last = moments[id];
    }
    expect(await page('download.html')).toContain(`${version}/TogoInstaller-${version}.exe`);
    expect((await readStatus(theatre.at(moments.cutover), version)).state).toBe('cutover');
  }, 240_000);
});

describe('when a published version turns out to be bad', () => {
  const bad = days(moments.cutover, 1);

  it('it is withdrawn at once, and again changes nothing', async () => {
    const reason = '一部のパソコンで起動できないことが分かったため';
    const known = await objectsOf(theatre);
    await expect(withdraw(theatre.at(bad), version, 'it is broken')).rejects.toMatchObject({ code: 'REASON_UNUSABLE' });
    await expect(withdraw(theatre.at(bad), '9.0.0', reason)).rejects.toMatchObject({ code: 'NOT_PUBLISHED' });
    expect(await objectsOf(theatre)).toEqual(known);
    expect(await withdraw(theatre.at(bad), version, reason)).toMatchObject({ outcome: 'withdrawn', withdrawal: { id: 'w-1', version, reason } });
    expect((await seenBy(theatre, bad))?.channels.general?.withdrawn?.reason).toBe(reason);
    expect(await page('index.html')).toContain(reason);
    expect(await withdraw(theatre.at(bad), version, reason)).toMatchObject({ outcome: 'present', written: [] });
    expect((await readStatus(theatre.at(bad), version)).state).toBe('withdrawn');
    for (const [key, hash] of known) if (!isMutable(key)) expect([key, (await objectsOf(theatre)).get(key)]).toEqual([key, hash]);
  });

  it('it comes back when both roles have signed, and not before', async () => {
    const later = days(bad, 1);
    await tick(theatre.at(later));
    await stageReinstatement(theatre.at(later), version);
    await sign(theatre, later, 'reinstatement', 'qa');
    expect((await tick(theatre.at(later))).enacted).toEqual([]);
    expect((await seenBy(theatre, later))?.channels.general?.withdrawn).toBeDefined();
    await sign(theatre, later, 'reinstatement', 'release');
    expect((await tick(theatre.at(later))).enacted).toMatchObject([{ publication: 'reinstatement' }]);
    expect((await seenBy(theatre, later))?.channels.general?.withdrawn).toBeUndefined();
    await expect(stageReinstatement(theatre.at(later), version)).rejects.toMatchObject({ code: 'NOT_WITHDRAWN' });
  });
});

describe('when nothing is to be published for weeks', () => {
  it('timestamp and snapshot are signed again before a client would refuse them', async () => {
    const start = days(moments.cutover, 2);
    for (let hour = 1; hour <= 24 * 9; hour += 5) {
      const now = new Date(Date.parse(start) + hour * 3_600_000).toISOString();
      await tick(theatre.at(now));
      if (hour % 20 === 1) expect((await seenBy(theatre, now))?.sequence).toBe(5);
    }
  });
});
