import { describe, expect, it } from 'vitest';
import type { TrustErrorCode } from '../src/index.ts';
import { makeKey, makeStatement, metaOf, Publisher, type Publication } from './publisher.ts';
import { client, useScratch } from './stranger.ts';

const scratch = useScratch();
const refused = (code: TrustErrorCode, message: string): unknown => expect.objectContaining({ code, message: expect.stringContaining(message) });
const day = 86_400_000;

function published(publication: Publication = {}): Publisher {
  const publisher = new Publisher();
  publisher.publish(publication);
  return publisher;
}

/** A client that has seen the first publication, when the origin goes on with another. */
async function seen(publisher: Publisher): Promise<() => Promise<unknown>> {
  const { store, refresh } = client(scratch(), publisher);
  await refresh();
  return () => client(scratch(), publisher, { store }).refresh();
}

describe('when an origin shows something older than before', () => {
  it('an old timestamp is refused', async () => {
    const publisher = published();
    const old = publisher.objects.get('metadata/timestamp.json') ?? Buffer.alloc(0);
    publisher.publish();
    const again = await seen(publisher);
    publisher.objects.set('metadata/timestamp.json', old);
    await expect(again()).rejects.toThrow(refused('rollback', 'timestamp.json: New timestamp version 1 is less than current version 2'));
  });

  it('a new timestamp with an old snapshot is refused', async () => {
    const publisher = published();
    const old = metaOf(publisher.objects.get('metadata/1.snapshot.json') ?? Buffer.alloc(0));
    publisher.publish();
    const again = await seen(publisher);
    publisher.publish({ change: { timestamp: (signed) => (signed['meta'] = { 'snapshot.json': old }) } });
    await expect(again()).rejects.toThrow(refused('rollback', 'New snapshot version 1 is less than current version 2'));
  });

  it.each(['targets', 'status'])('a new snapshot with old %s is refused', async (role) => {
    const publisher = published();
    const old = metaOf(publisher.objects.get(`metadata/1.${role}.json`) ?? Buffer.alloc(0));
    publisher.publish();
    const again = await seen(publisher);
    publisher.publish({ change: { snapshot: ({ meta }) => Object.assign(meta as object, { [`${role}.json`]: old }) } });
    await expect(again()).rejects.toThrow(refused('rollback', `3.snapshot.json: New version 1 of ${role}.json is less than current version 2`));
  });

  it('a snapshot that no longer names a role is refused', async () => {
    const publisher = published();
    const again = await seen(publisher);
    publisher.publish({ change: { snapshot: ({ meta }) => Reflect.deleteProperty(meta as object, 'status.json') } });
    await expect(again()).rejects.toThrow(refused('rollback', 'Missing file status.json in new snapshot'));
  });

  it('a root that is not the next one is refused', async () => {
    const publisher = published();
    const again = await seen(publisher);
    publisher.publishRoot((signed) => (signed.version = 1));
    await expect(again()).rejects.toThrow(refused('rollback', '2.root.json: Expected version 2, got 1'));
  });

  it('a statement with a lower number is refused, whatever the versions of its metadata', async () => {
    const publisher = published({ statement: makeStatement({ sequence: 5 }) });
    const again = await seen(publisher);
    publisher.publish({ statement: makeStatement({ sequence: 4 }) });
    await expect(again()).rejects.toThrow(refused('rollback', 'expected sequence 5 or higher, got 4'));
  });
});

describe('when an origin keeps its clients from news', () => {
  it('notices it after 24 hours, with and without a memory', async () => {
    const publisher = published();
    const again = await seen(publisher);
    publisher.now += day - 1;
    await expect(again()).resolves.toMatchObject({ sequence: 1 });
    publisher.now += 1;
    await expect(again()).rejects.toThrow(refused('frozen', 'Final timestamp.json is expired'));
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('frozen', 'timestamp.json'));
  });

  it.each(['snapshot', 'targets', 'status'])('notices an expired %s behind a fresh timestamp', async (role) => {
    const publisher = published({ change: { [role]: (signed) => (signed['expires'] = '2021-04-19T00:59:59Z') } });
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('frozen', `${role}.json is expired`));
  });

  it('refuses all of it when the newest root has expired', async () => {
    const publisher = published();
    publisher.now += 366 * day;
    publisher.publish();
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('expired-root', 'root.json is expired'));
  });

  it('follows a newer root from an expired one', async () => {
    const publisher = published();
    publisher.now += 366 * day;
    publisher.publishRoot();
    publisher.publish();
    await expect(client(scratch(), publisher).refresh()).resolves.toMatchObject({ sequence: 1 });
  });
});

describe('when an origin puts together what does not belong together', () => {
  it.each([
    ['snapshot', '1.snapshot.json'],
    ['targets', '1.targets.json'],
    ['status', '1.status.json'],
  ])('another signed %s in the place of the right one is refused', async (name, place) => {
    const [publisher, other] = [published(), new Publisher()];
    Object.assign(other.keys, publisher.keys);
    other.publish({ change: { [name]: (signed) => (signed['spec_version'] = '1.0.30') } });
    publisher.objects.set(`metadata/${place}`, other.objects.get(`metadata/${place}`) ?? Buffer.alloc(0));
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('mixed', `${place}: Expected hash`));
  });

  it('a document of another length is refused', async () => {
    const publisher = published();
    publisher.objects.set('metadata/1.targets.json', Buffer.from('{}'));
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('mixed', '1.targets.json: Expected length'));
  });

  it('a snapshot of another version than the timestamp says is refused', async () => {
    const publisher = published();
    publisher.publish({
      change: {
        snapshot: (signed) => (signed.version = 1),
        timestamp: ({ meta }) => Object.assign((meta as Record<string, object>)['snapshot.json'] ?? {}, { version: 2 }),
      },
    });
    publisher.objects.set('metadata/2.snapshot.json', publisher.objects.get('metadata/1.snapshot.json') ?? Buffer.alloc(0));
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('mixed', "Snapshot version doesn't match timestamp"));
  });

  it.each<[string, { sha256?: string; bytes?: number; target?: string }]>([
    ['with another hash than the targets metadata', { sha256: 'f'.repeat(64) }],
    ['with another size', { bytes: 36 }],
    ['that the targets metadata do not name', { target: '9.1.0/other.exe' }],
  ])('a statement that names a file %s is refused', async (_how, change) => {
    const statement = makeStatement();
    const releases = statement.releases.map((release) => ({
      ...release,
      artefacts: release.artefacts.map((artefact) => ({ ...artefact, ...change })).slice(0, 1),
    }));
    const publisher = published({ statement: { ...statement, releases } });
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('contradiction', 'the statement says'));
  });
});

describe('when an origin sends more than it should', () => {
  it.each(['2.root.json', 'timestamp.json', '1.snapshot.json', '1.targets.json', '1.status.json'])(
    'endless %s is refused after a bounded number of bytes',
    async (name) => {
      const publisher = published();
      let sent = 0;
      const body = {
        [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: false as const, value: Buffer.alloc(1000).fill((sent += 1) && ' ') }) }),
      };
      const get = (address: string): Promise<AsyncIterable<Uint8Array> | undefined> => {
        const bytes = publisher.objects.get(address.slice(address.indexOf('/togo/') + 6));
        if (address.endsWith(`/${name}`)) return Promise.resolve(body);
        return Promise.resolve(bytes === undefined ? undefined : { [Symbol.asyncIterator]: () => [bytes].values() as never });
      };
      await expect(client(scratch(), publisher, { get }).refresh()).rejects.toThrow(refused('endless', name));
      expect(sent).toBeLessThanOrEqual(66);
    },
  );
});

describe('when signatures are not enough', () => {
  it.each(['release', 'qa'] as const)('targets that only %s has signed are refused', async (name) => {
    const publisher = new Publisher();
    publisher.publish({ signers: { targets: [publisher.keys[name]] } });
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('not-enough-signatures', 'targets was signed by 1/2 keys'));
  });

  it('one key that signs twice is refused', async () => {
    const publisher = new Publisher();
    publisher.publish({ signers: { targets: [publisher.keys.qa, publisher.keys.qa] } });
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('repeated-key', 'multiple signatures found for keyid'));
  });

  it('one key under two key ids is refused', async () => {
    const publisher = published();
    const { release } = publisher.keys;
    publisher.publishRoot((signed) => {
      const { keys, roles } = signed as unknown as { keys: Record<string, unknown>; roles: Record<string, { keyids: string[] }> };
      keys['f00d'] = { ...release.json, keyval: { public: release.json.keyval.public.toUpperCase() } };
      roles['targets']?.keyids.splice(1, 1, 'f00d');
    });
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('repeated-key', 'expected each key of role targets once'));
  });

  it('bytes that were changed after the signature are refused', async () => {
    const publisher = published();
    const text = publisher.objects.get('metadata/timestamp.json')?.toString() ?? '';
    publisher.objects.set('metadata/timestamp.json', Buffer.from(text.replace('2021-04-20', '2031-04-20')));
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('not-enough-signatures', 'timestamp was signed by 0/1 keys'));
  });

  it('a new root that one of the old keys has signed is refused', async () => {
    const publisher = published();
    const mine = [makeKey(), makeKey()];
    const change = (signed: Record<string, unknown>): void => {
      Object.assign(signed['keys'] as object, Object.fromEntries(mine.map(({ id, json }) => [id, json])));
      Object.assign(signed['roles'] as object, { root: { threshold: 2, keyids: mine.map(({ id }) => id) } });
    };
    publisher.publishRoot(change, [publisher.keys['root-1'], ...mine]);
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('untrusted-key', '2.root.json: root was signed by 1/2 keys'));
  });

  it.each(['timestamp', 'snapshot'] as const)('a retired key of %s is refused, with and without a memory', async (name) => {
    const publisher = published();
    const again = await seen(publisher);
    const retired = publisher.keys[name];
    publisher.keys[name] = makeKey();
    publisher.publishRoot();
    publisher.publish({ signers: { [name]: [retired] } });
    await expect(again()).rejects.toThrow(refused('untrusted-key', `${name} was signed by 0/1 keys`));
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('untrusted-key', name));
    publisher.publish();
    await expect(again()).resolves.toMatchObject({ sequence: 1 });
  });

  it('metadata of another kind in the place of the right one are refused', async () => {
    const publisher = published();
    publisher.objects.set('metadata/timestamp.json', publisher.objects.get('metadata/1.snapshot.json') ?? Buffer.alloc(0));
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('bad-metadata', "timestamp.json: expected 'timestamp', got snapshot"));
  });

  it.each(['', '{', '[]', 'null', '{"signed":{},"signatures":[]}', '\ufeff{}'])('what is no metadata is refused: %j', async (text) => {
    const publisher = published();
    publisher.objects.set('metadata/timestamp.json', Buffer.from(text));
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('bad-metadata', 'timestamp.json'));
  });
});

describe('when a role speaks of what is not its business', () => {
  it('the status role cannot offer a program, nor another statement', async () => {
    const publisher = published();
    const known = publisher.objects.get('metadata/1.targets.json')?.toString() ?? '';
    const { signed } = JSON.parse(known) as { signed: { targets: Record<string, unknown> } };
    publisher.publish({
      change: {
        status: ({ targets }) =>
          Object.assign(targets as object, { '9.1.0/evil.exe': signed.targets['9.1.0/installer.exe'], 'statement.json': signed.targets['9.1.0/update.exe'] }),
      },
    });
    const repository = client(scratch(), publisher);
    await expect(repository.refresh()).resolves.toMatchObject({ sequence: 1 });
    await expect(repository.find('9.1.0/evil.exe')).resolves.toBeUndefined();
    await expect(repository.download('9.1.0/evil.exe', `${scratch()}/evil.exe`)).rejects.toThrow(refused('unknown-target', '9.1.0/evil.exe'));
  });

  it('a statement that only the status role names is refused', async () => {
    const publisher = published({ change: { targets: ({ targets }) => Reflect.deleteProperty(targets as object, 'statement.json') } });
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('unknown-target', 'statement.json'));
  });
});

describe('when an object of the origin is not what was signed', () => {
  it('a statement of other bytes is refused', async () => {
    const publisher = published();
    const [place = '', bytes] = [...publisher.objects].find(([key]) => key.endsWith('.statement.json')) ?? [];
    publisher.objects.set(place, Buffer.from(bytes?.toString().replace('9.1.0', '9.1.1') ?? ''));
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('hash-mismatch', 'statement.json: expected sha256'));
    publisher.objects.set(place, Buffer.from('{}'));
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('length-mismatch', 'statement.json: expected'));
  });

  it.each([
    ['timestamp.json', 'metadata/timestamp.json'],
    ['1.snapshot.json', 'metadata/1.snapshot.json'],
    ['1.targets.json', 'metadata/1.targets.json'],
    ['1.status.json', 'metadata/1.status.json'],
  ])('an origin without %s is incomplete', async (name, place) => {
    const publisher = published();
    publisher.objects.delete(place);
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('missing', name));
  });

  it('a program before its time is refused', async () => {
    const publisher = published({ statement: makeStatement({ at: '2021-04-19T10:15:00+09:00' }) });
    await expect(client(scratch(), publisher).refresh()).resolves.toMatchObject({ sequence: 1 });
    publisher.now -= 1;
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused('not-yet', 'got one for 2021-04-19T10:15:00+09:00'));
  });

  it('a repository of somebody else is refused', async () => {
    const publisher = published();
    const { objects, now } = publisher;
    await expect(client(scratch(), { objects, root: new Publisher().root, now }).refresh()).rejects.toThrow(refused('untrusted-key', 'timestamp.json'));
  });
});
