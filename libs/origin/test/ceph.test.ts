import { GetObjectCommand, HeadObjectCommand, PutBucketVersioningCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { s3Origin, type Origin, type S3Timing } from '../src/index.ts';
import { createsIfAbsent } from '../src/s3/creates-if-absent.ts';
import { startCeph, type CephStore } from '../testing/index.ts';
import { keepsTheContract } from './contract.ts';
import { bytesOf, json, pointer, expectRefusal, refusalOf, textOf } from './scratch.ts';
import { impatient } from './impatient.ts';

let store: CephStore;
let raw: S3Client;

beforeAll(async () => {
  store = await startCeph();
  raw = new S3Client({ ...store, forcePathStyle: true });
  await store.createBucket('releases');
});

afterAll(async () => {
  raw?.destroy();
  await store?.stop();
});

const originIn = (bucket: string, timing?: S3Timing): Origin => s3Origin({ endpoint: store.endpoint, credentials: store.credentials, bucket }, timing);

keepsTheContract('a bucket of Ceph', () => ({
  origin: s3Origin({ endpoint: store.endpoint, credentials: store.credentials, bucket: 'releases', prefix: 'a/b' }),
  address: `s3://releases/a/b/?endpoint=${store.endpoint}`,
  env: store.env,
}));

describe('when the store is Ceph', () => {
  it('objects say how they are to be served, and lie under the prefix', async () => {
    const origin = s3Origin({ endpoint: store.endpoint, credentials: store.credentials, bucket: 'releases', prefix: 'served' });
    await origin.putImmutable('1.html', { bytes: bytesOf('x') }, { contentType: 'text/html; charset=utf-8' });
    await origin.putPointer('timestamp.json', bytesOf('x'), { contentType: 'application/json', maxAgeSeconds: 30 });
    const served = async (key: string): Promise<unknown[]> => {
      const { ContentType, CacheControl } = await raw.send(new HeadObjectCommand({ Bucket: 'releases', Key: key }));
      return [ContentType, CacheControl];
    };
    expect(await served('served/1.html')).toEqual(['text/html; charset=utf-8', 'public, max-age=31536000, immutable']);
    expect(await served('served/timestamp.json')).toEqual(['application/json', 'public, max-age=30, must-revalidate']);
  });

  it('it is found to create only what is absent, again and again; in a bucket with versions it is found not to', async () => {
    await store.createBucket('versioned');
    await raw.send(new PutBucketVersioningCommand({ Bucket: 'versioned', VersioningConfiguration: { Status: 'Enabled' } }));
    for (const time of ['first', 'second']) {
      expect([time, await createsIfAbsent(raw, 'releases', 'probe')]).toEqual([time, true]);
      expect([time, await createsIfAbsent(raw, 'versioned', 'probe')]).toEqual([time, false]);
    }
  });

  it.each(['releases', 'versioned'])('of many publishers in bucket %s, those who did not come first are told', async (bucket) => {
    const texts = Array.from({ length: 8 }, (_, index) => `publisher ${index}`);
    const first = await originIn(bucket).putImmutable('raced.json', { bytes: bytesOf('first') }, json);
    const outcomes = await Promise.all(texts.map((text) => refusalOf(originIn(bucket).putImmutable('raced.json', { bytes: bytesOf(text) }, json))));
    expect([first, ...outcomes.map(({ code }) => code)]).toEqual(['written', ...texts.map(() => 'occupied')]);
  });

  it('one object is created once, however many begin at the same moment', async () => {
    const origins = Array.from({ length: 8 }, () => originIn('releases'));
    for (let round = 0; round < 5; round += 1) {
      const puts = origins.map((origin, index) => origin.putImmutable(`race/${round}.json`, { bytes: bytesOf(`publisher ${index}`) }, json));
      const outcomes = await Promise.allSettled(puts);
      const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(textOf(await originIn('releases').read(`race/${round}.json`, 100))).toBe(`publisher ${winner}`);
    }
  });

  it('an object that another program has copied there is judged by its bytes', async () => {
    await raw.send(new PutObjectCommand({ Bucket: 'releases', Key: 'copied.json', Body: 'copied' }));
    const origin = originIn('releases');
    expect(await origin.head('copied.json')).toEqual({ bytes: 6 });
    expect(await origin.putImmutable('copied.json', { bytes: bytesOf('copied') }, json)).toBe('present');
    expect((await refusalOf(origin.putImmutable('copied.json', { bytes: bytesOf('other!') }, json))).code).toBe('occupied');
  });
});

describe('when Ceph does not answer', () => {
  it('nothing is called absent, a write is unclear; when it answers again the same writes succeed', async () => {
    const [origin, hasty] = [originIn('releases'), originIn('releases', impatient)];
    await origin.putPointer('hang/timestamp.json', bytesOf('old'), pointer);
    store.pause();
    try {
      const refusals = await Promise.all([
        refusalOf(hasty.head('hang/absent.json')),
        refusalOf(hasty.putImmutable('hang/new.json', { bytes: bytesOf('new') }, json)),
        refusalOf(hasty.putPointer('hang/timestamp.json', bytesOf('new'), pointer)),
      ]);
      expect(refusals.map(({ code }) => code)).toEqual(['unreachable', 'unclear', 'unclear']);
      expect(refusals[2].text).toMatch(/writing hang\/timestamp\.json: expected an answer, got .*may be written later: repeat the same command/);
    } finally {
      store.resume();
    }
    expect(await origin.putImmutable('hang/new.json', { bytes: bytesOf('new') }, json)).toBe('written');
    await origin.putPointer('hang/timestamp.json', bytesOf('new'), pointer);
    expect(textOf(await origin.read('hang/timestamp.json', 10))).toBe('new');
  });
});

describe('when Ceph refuses', () => {
  it('a wrong secret and an unknown key are named, and neither is shown', async () => {
    for (const credentials of [{ ...store.credentials, secretAccessKey: 'wrong-secret' }, { accessKeyId: 'unknown-key', secretAccessKey: 'wrong-secret' }]) {
      const origin = s3Origin({ endpoint: store.endpoint, bucket: 'releases', credentials });
      for (const act of [() => origin.head('x'), () => origin.putPointer('x', bytesOf(''), pointer)]) {
        const { code, text } = await refusalOf(act());
        expect(code).toBe('refused');
        expect(text).toMatch(/ing x: expected .*, got 403.*repeat the same command/);
        expect(text).not.toMatch(/wrong-secret|unknown-key/);
      }
    }
  });

  it('a bucket that does not exist is not an empty one', async () => {
    const origin = originIn('no-such-bucket');
    for (const act of [() => origin.head('x'), () => origin.read('x', 1), () => origin.putImmutable('x', { bytes: bytesOf('') }, json)]) {
      await expectRefusal(act(), 'refused', /s3:\/\/no-such-bucket at .*expected a bucket that exists, got 404.*Create the bucket/);
    }
  });

  it('a quota that is used up is called full, and what is there stays', async () => {
    const origin = originIn('releases');
    await origin.putPointer('quota/timestamp.json', bytesOf('old'), pointer);
    await store.limitBytes(4096);
    const { code, text } = await refusalOf(origin.putImmutable('quota/big.bin', { bytes: Buffer.alloc(100_000) }, json));
    expect(code).toBe('full');
    expect(text).toMatch(/quota\/big\.bin: expected room in the store, got 403 QuotaExceeded.*raise the quota/);
    expect(await origin.head('quota/big.bin')).toBeUndefined();
    const { Body } = await raw.send(new GetObjectCommand({ Bucket: 'releases', Key: 'quota/timestamp.json' }));
    expect(await Body?.transformToString()).toBe('old');
  });
});
