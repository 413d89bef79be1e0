import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Withdrawal } from '../src/index.ts';
import { openRepository } from '../src/node/index.ts';
import { mapGetter, url } from './map-getter.ts';
import { makeStatement, Publisher } from './publisher.ts';
import { client, useScratch } from './stranger.ts';

const scratch = useScratch();
const withdrawal: Withdrawal = { id: 'w-1', version: '9.1.0', at: '2021-04-20T09:00:00+09:00', reason: '送信できない場合があるため' };

describe('when a version was withdrawn', () => {
  it('the channel and the installed version say so', async () => {
    const publisher = new Publisher();
    publisher.publish({ withdrawals: [withdrawal] });
    const world = await client(scratch(), publisher).refresh();
    expect(world.channels.general).toMatchObject({ release: { version: '9.1.0' }, withdrawn: { reason: '送信できない場合があるため' } });
    expect([world.withdrawalOf('9.1.0'), world.withdrawalOf('9.0.0')]).toEqual([withdrawal, undefined]);
  });

  it('a client that has seen it never forgets it, when the list becomes shorter or says something else', async () => {
    const publisher = new Publisher();
    publisher.publish({ withdrawals: [withdrawal] });
    const { store, refresh } = client(scratch(), publisher);
    await refresh();
    publisher.publish({ withdrawals: [{ ...withdrawal, version: '8.0.0' }] });
    expect((await client(scratch(), publisher, { store }).refresh()).withdrawals).toEqual([withdrawal]);
    publisher.publish();
    expect((await client(scratch(), publisher, { store }).refresh()).channels.general?.withdrawn).toEqual(withdrawal);
    expect((await client(scratch(), publisher).refresh()).withdrawals).toEqual([]);
  });

  it('a statement of the release roles reinstates it, and a later one that does not takes that back', async () => {
    const publisher = new Publisher();
    publisher.publish({ withdrawals: [withdrawal] });
    const { store, refresh } = client(scratch(), publisher);
    await refresh();
    publisher.publish({ statement: makeStatement({ sequence: 2, milestone: 'reinstatement', reinstated: ['w-1'] }), withdrawals: [withdrawal] });
    expect((await client(scratch(), publisher, { store }).refresh()).channels.general).not.toHaveProperty('withdrawn');
    publisher.publish({ statement: makeStatement({ sequence: 3 }), withdrawals: [withdrawal] });
    expect((await client(scratch(), publisher, { store }).refresh()).channels.general?.withdrawn).toEqual(withdrawal);
  });
});

describe('when a client remembers', () => {
  it('asks for nothing but the next root, the timestamp and the list of withdrawals when there is no news', async () => {
    const publisher = new Publisher();
    publisher.publish();
    const asked: string[] = [];
    const get = (address: string, options: Parameters<ReturnType<typeof mapGetter>>[1]): ReturnType<ReturnType<typeof mapGetter>> => {
      asked.push(address.slice(url.length + 1).replace(/[0-9a-f]{64}/, '<hash>'));
      return mapGetter(publisher.objects)(address, options);
    };
    const { store, refresh } = client(scratch(), publisher, { get });
    await refresh();
    const first = asked.splice(0);
    await client(scratch(), publisher, { store, get }).refresh();
    expect(first).toHaveLength(7);
    expect(asked).toEqual(['metadata/2.root.json', 'metadata/timestamp.json', 'targets/status/<hash>.withdrawals.json']);
  });

  it('keeps what was good before something was refused', async () => {
    const publisher = new Publisher();
    publisher.publish();
    const { store, refresh } = client(scratch(), publisher);
    await refresh();
    const old = publisher.objects.get('metadata/timestamp.json') ?? Buffer.alloc(0);
    publisher.publish();
    const later = publisher.objects.get('metadata/timestamp.json') ?? Buffer.alloc(0);
    publisher.objects.delete('metadata/2.snapshot.json');
    const again = (): Promise<unknown> => client(scratch(), publisher, { store }).refresh();
    await expect(again()).rejects.toThrow(expect.objectContaining({ code: 'missing' }));
    publisher.objects.set('metadata/timestamp.json', old);
    await expect(again()).rejects.toThrow(expect.objectContaining({ code: 'rollback' }));
    publisher.objects.set('metadata/timestamp.json', later);
    await expect(again()).rejects.toThrow(expect.objectContaining({ code: 'missing' }));
  });

  it('has one file, and starts anew where that cannot be read', async () => {
    const publisher = new Publisher();
    publisher.publish();
    const { store, refresh } = client(scratch(), publisher);
    await refresh();
    expect(await readdir(store)).toEqual(['trust.json']);
    const file = join(store, 'trust.json');
    const good = await readFile(file, 'utf8');
    for (const damaged of ['', '{', '{"formatVersion":2}', good.slice(0, 1000), good.replaceAll('ed25519', 'ed25518')]) {
      await writeFile(file, damaged);
      await expect(client(scratch(), publisher, { store }).refresh()).resolves.toMatchObject({ sequence: 1 });
      expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ formatVersion: 1 });
    }
  });

  it('follows new roots by itself, and a program with a new root does not lean on the old one', async () => {
    const publisher = new Publisher();
    publisher.publish();
    const { root } = publisher;
    const { store, refresh } = client(scratch(), publisher);
    await refresh();
    for (let count = 0; count < 3; count += 1) publisher.publishRoot();
    publisher.publish();
    await client(scratch(), publisher, { store }).refresh();
    const written = async (): Promise<string> => readFile(join(store, 'trust.json'), 'utf8');
    expect(JSON.parse((JSON.parse(await written()) as { metadata: { root: string } }).metadata.root)).toMatchObject({ signed: { version: 4 } });

    const fresh = new Publisher();
    fresh.publish();
    await expect(client(scratch(), fresh, { store }).refresh()).resolves.toMatchObject({ sequence: 1 });
    await expect(client(scratch(), { objects: fresh.objects, now: fresh.now, root }, { store }).refresh()).rejects.toThrow(
      expect.objectContaining({ code: 'untrusted-key' }),
    );
  });

  it('says so when it cannot', async () => {
    const publisher = new Publisher();
    publisher.publish();
    const store = join(scratch(), 'a file');
    await writeFile(store, '');
    await expect(client(scratch(), publisher, { store }).refresh()).rejects.toThrow(expect.objectContaining({ code: 'store-failed' }));
  });
});

describe('when clocks differ', () => {
  it('expiry follows the clock that was given, in both directions', async () => {
    for (const year of ['2001', '2098']) {
      const publisher = new Publisher();
      publisher.now = Date.parse(`${year}-04-19T10:00:00+09:00`);
      const root = publisher.publishRoot();
      publisher.publish({ statement: makeStatement({ at: `${year}-04-19T10:00:00+09:00` }) });
      const at = (now: number): Promise<unknown> => client(scratch(), { root, objects: publisher.objects, now }).refresh();
      await expect(at(publisher.now)).resolves.toMatchObject({ sequence: 1 });
      await expect(at(publisher.now + 86_400_000)).rejects.toThrow(expect.objectContaining({ code: 'frozen' }));
    }
  });

  it('a clock that was set back makes nothing valid again that was over at the last publication', async () => {
    const publisher = new Publisher();
    publisher.publish();
    const later = publisher.now + 48 * 3_600_000;
    const { store, refresh } = client(scratch(), publisher);
    await refresh();
    publisher.now = later;
    publisher.publish({
      statement: makeStatement({ sequence: 2, at: new Date(later).toISOString() }),
      change: { timestamp: (signed) => (signed['expires'] = new Date(later + 1000).toISOString()) },
    });
    await client(scratch(), publisher, { store }).refresh();
    publisher.publish({
      statement: makeStatement({ sequence: 2, at: new Date(later).toISOString() }),
      change: { timestamp: (signed) => (signed['expires'] = new Date(later - 1000).toISOString()) },
    });
    const { root, objects } = publisher;
    await expect(client(scratch(), { root, objects, now: later - 86_400_000 }, { store }).refresh()).rejects.toThrow(
      expect.objectContaining({ code: 'frozen' }),
    );
  });
});

describe('when the origin does not answer', () => {
  it('is said to be out of reach, with the cause', async () => {
    const publisher = new Publisher();
    const get = (): Promise<never> => Promise.reject(new Error('socket hang up'));
    await expect(client(scratch(), publisher, { get }).refresh()).rejects.toThrow(
      expect.objectContaining({ code: 'unreachable', cause: expect.objectContaining({ message: 'socket hang up' }) }),
    );
  });
});

describe('when the address of the origin ends in a slash', () => {
  it('is the same origin', async () => {
    const publisher = new Publisher();
    publisher.publish();
    const options = { url: `${url}/`, root: publisher.root, store: join(scratch(), 'slash'), get: mapGetter(publisher.objects), clock: { now: () => new Date(publisher.now) } };
    expect((await openRepository(options).refresh()).sequence).toBe(1);
  });
});
