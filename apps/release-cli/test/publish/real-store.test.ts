import { s3Origin, type Origin } from '@togo/origin';
import { startCeph, startSwift, type CephStore, type TestStore } from '@togo/origin/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tick } from '../../src/publish/tick.ts';
import { withdraw } from '../../src/publish/withdraw.ts';
import { approve, moments, openTheatre, seenBy, version, type Theatre } from './theatre.ts';

const bucket = 'releases';
const start = { Ceph: startCeph, Swift: startSwift } as const;

/** The same theatre, whose origin is a bucket. */
function onStore(theatre: Theatre, store: TestStore, credentials = store.credentials): Theatre {
  const origin: Origin = s3Origin({ endpoint: store.endpoint, region: store.region, credentials, bucket, prefix: 'denso' });
  return { ...theatre, at: (now, other = origin) => theatre.at(now, other) };
}

async function refusal(act: Promise<unknown>): Promise<string> {
  return act.then(() => 'nothing was refused', (error: unknown) => (error instanceof Error ? error.message : String(error)));
}

describe.each(['Ceph', 'Swift'] as const)('when the origin is a bucket of %s', (kind) => {
  let store: TestStore;
  let theatre: Theatre;
  let there: Theatre;
  beforeAll(async () => {
    [store, theatre] = await Promise.all([start[kind](), openTheatre()]);
    await store.createBucket(bucket);
    there = onStore(theatre, store);
  }, 120_000);
  afterAll(() => Promise.all([store?.stop(), theatre?.remove()]));

  it('announcement and pilot appear at their moments, and a withdrawal at once', async () => {
    await tick(there.at(moments.staging));
    await approve(there, moments.staging, 'announcement');
    expect(await seenBy(there, moments.announcement)).toBeUndefined();
    await tick(there.at(moments.announcement));
    expect((await seenBy(there, moments.announcement))?.sequence).toBe(1);
    await approve(there, moments.beforePilot, 'pilot');
    expect((await tick(there.at(moments.shortlyBeforePilot))).enacted).toEqual([]);
    await tick(there.at(moments.pilot));
    expect((await seenBy(there, moments.pilot))?.channels.pilot?.release.version).toBe(version);
    await withdraw(there.at(moments.afterPilot), version, '送信結果が表示されない場合があるため');
    expect((await seenBy(there, moments.afterPilot))?.withdrawalOf(version)).toMatchObject({ version });
  });
}, 120_000);

describe('when Ceph refuses the publisher', () => {
  let store: CephStore;
  let theatre: Theatre;
  let there: Theatre;
  beforeAll(async () => {
    [store, theatre] = await Promise.all([startCeph(), openTheatre()]);
    await store.createBucket(bucket);
    there = onStore(theatre, store);
    await approve(there, moments.staging, 'announcement');
    await tick(there.at(moments.announcement));
    await approve(there, moments.beforePilot, 'pilot');
  }, 120_000);
  afterAll(() => Promise.all([store?.stop(), theatre?.remove()]));

  it('for want of room: it says so, strangers see the announcement as before, and the next tick completes the pilot', async () => {
    await store.limitBytes(4096);
    expect(await refusal(tick(there.at(moments.pilot)))).toMatch(/expected room in the store, got 403 QuotaExceeded/);
    expect((await seenBy(there, moments.announcement))?.sequence).toBe(1);
    await store.limitBytes(1_000_000_000);
    await tick(there.at(moments.pilot));
    expect((await seenBy(there, moments.pilot))?.channels.pilot?.release.version).toBe(version);
  });

  it('for a wrong secret: it says what was expected, and shows no secret', async () => {
    const stranger = onStore(theatre, store, { ...store.credentials, secretAccessKey: 'wrong-secret' });
    const said = await refusal(tick(stranger.at(moments.afterPilot)));
    expect(said).toMatch(/expected .*, got 403/);
    expect(said).not.toContain('wrong-secret');
  });
}, 120_000);
