import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { s3Origin, s3Timing, type Origin } from '../src/index.ts';
import { createsIfAbsent } from '../src/s3/creates-if-absent.ts';
import { startSwift, type SwiftStore } from '../testing/index.ts';
import { keepsTheContract } from './contract.ts';
import { bytesOf, json, pointer, expectRefusal, refusalOf, textOf } from './scratch.ts';

let store: SwiftStore;
let raw: S3Client;
let origin: Origin;

beforeAll(async () => {
  store = await startSwift();
  raw = new S3Client({ ...store, forcePathStyle: true });
  await store.createBucket('releases');
  origin = originIn('releases');
});

afterAll(async () => {
  raw?.destroy();
  await store?.stop();
});

/** As patient with an answer as a publisher, but quick to ask again. */
const originIn = (bucket: string): Origin => s3Origin({ endpoint: store.endpoint, credentials: store.credentials, bucket }, { ...s3Timing, pauseMs: 50 });

/** What anybody reads who does not ask for the newest. */
async function carelessly(key: string): Promise<string | undefined> {
  const { Body } = await raw.send(new GetObjectCommand({ Bucket: 'releases', Key: key }));
  return await Body?.transformToString();
}

keepsTheContract('a bucket of Swift', () => ({
  origin: s3Origin({ endpoint: store.endpoint, credentials: store.credentials, bucket: 'releases', prefix: 'contract' }),
  address: `s3://releases/contract?endpoint=${store.endpoint}`,
  env: store.env,
}));

describe('when the store is Swift', () => {
  it('objects say how they are to be served', async () => {
    await origin.putImmutable('served.html', { bytes: bytesOf('x') }, { contentType: 'text/html; charset=utf-8' });
    const { ContentType, CacheControl } = await raw.send(new HeadObjectCommand({ Bucket: 'releases', Key: 'served.html' }));
    expect([ContentType, CacheControl]).toEqual(['text/html; charset=utf-8', 'public, max-age=31536000, immutable']);
  });

  it('it is found not to know conditions, and is written to without', async () => {
    expect(await createsIfAbsent(raw, 'releases', 'probe')).toBe(false);
    await origin.putImmutable('unconditional.json', { bytes: bytesOf('first') }, json);
    expect((await refusalOf(origin.putImmutable('unconditional.json', { bytes: bytesOf('other') }, json))).code).toBe('occupied');
  });

  it('a wrong secret, the secret of somebody without rights and a missing bucket are named', async () => {
    const by = (accessKeyId: string, secretAccessKey: string): Origin =>
      s3Origin({ endpoint: store.endpoint, bucket: 'releases', credentials: { accessKeyId, secretAccessKey } });
    for (const stranger of [by('test:tester', 'wrong-secret'), by('test:other', 'testing2')]) {
      const { code, text } = await refusalOf(stranger.putPointer('x', bytesOf(''), pointer));
      expect(code).toBe('refused');
      expect(text).toMatch(/writing x: expected .*, got 403/);
    }
    await expectRefusal(originIn('no-such-bucket').head('x'), 'refused', /a bucket that exists/);
  });
});

describe('when a storage server of Swift is killed and comes back without what it missed', () => {
  it('the pointer that was replaced meanwhile is read as it is, though others still read the old one', async () => {
    await origin.putPointer('stale/timestamp.json', bytesOf('old'), pointer);
    await store.kill('object-1');
    await origin.putPointer('stale/timestamp.json', bytesOf('new'), pointer);
    await origin.putImmutable('stale/1.json', { bytes: bytesOf('1') }, json);
    await store.start('object-1');
    const careless = await Promise.all(Array.from({ length: 60 }, () => carelessly('stale/timestamp.json')));
    expect(new Set(careless)).toEqual(new Set(['new', 'old']));
    for (let time = 0; time < 30; time += 1) expect(textOf(await origin.read('stale/timestamp.json', 10))).toBe('new');
    expect(await origin.putImmutable('stale/1.json', { bytes: bytesOf('1') }, json)).toBe('present');
    await store.heal();
    const healed = await Promise.all(Array.from({ length: 30 }, () => carelessly('stale/timestamp.json')));
    expect(new Set(healed)).toEqual(new Set(['new']));
  });
});

describe('when two of three storage servers of Swift are killed', () => {
  it('what cannot be known is not called absent, a write is unclear; the same writes succeed when they are back', async () => {
    await origin.putPointer('quorum/timestamp.json', bytesOf('old'), pointer);
    await store.kill('object-2');
    await store.kill('object-3');
    const refusals = await Promise.all([
      refusalOf(origin.head('quorum/absent.json')),
      refusalOf(origin.read('quorum/absent.json', 10)),
      refusalOf(origin.putImmutable('quorum/1.json', { bytes: bytesOf('1') }, json)),
      refusalOf(origin.putPointer('quorum/timestamp.json', bytesOf('new'), pointer)),
    ]);
    expect(refusals.map(({ code }) => code)).toEqual(['unclear', 'unclear', 'unclear', 'unclear']);
    expect(refusals[3].text).toMatch(/writing quorum\/timestamp\.json: expected an answer and not a failure .*, got 503.*When the store is well again/);
    await store.start('object-2');
    await store.start('object-3');
    expect(await origin.head('quorum/absent.json')).toBeUndefined();
    expect(await origin.putImmutable('quorum/1.json', { bytes: bytesOf('1') }, json)).toBe('written');
    await origin.putPointer('quorum/timestamp.json', bytesOf('new'), pointer);
    expect(textOf(await origin.read('quorum/timestamp.json', 10))).toBe('new');
  });
});

describe('when the proxy of Swift is gone', () => {
  it('the origin is unreachable until it is back', async () => {
    await store.kill('proxy');
    for (const act of [() => origin.read('contract/empty.txt', 10), () => origin.putPointer('gone.json', bytesOf('x'), pointer)]) {
      await expectRefusal(act(), 'unreachable', /expected an answer, got ECONNREFUSED.*Check the address/);
    }
    await store.start('proxy');
    await origin.putPointer('gone.json', bytesOf('x'), pointer);
  });
});
