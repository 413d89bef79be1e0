import { describe, expect, it } from 'vitest';
import { verifyForeign, type ForeignAnswer } from '../src/node/index.ts';
import { mapGetter, url } from './map-getter.ts';
import { digestOf, document, installer, metaOf, Publisher } from './publisher.ts';

function verify({ objects, root, now }: { objects: ReadonlyMap<string, Buffer>; root: Buffer; now: number }, target: string): Promise<ForeignAnswer> {
  return verifyForeign({ url, root, target, get: mapGetter(objects), clock: { now: () => new Date(now) } });
}

describe('when a repository of somebody else is verified', () => {
  it('says what vouches for a target', async () => {
    const publisher = new Publisher();
    publisher.publish();
    expect(await verify(publisher, '9.1.0/installer.exe')).toEqual({
      target: '9.1.0/installer.exe',
      bytes: 37,
      algorithm: 'sha256',
      hash: digestOf(installer),
      versions: { root: 1, timestamp: 1, snapshot: 1, targets: 1 },
    });
  });

  it('it may have no consistent snapshots, and its metadata at its top', async () => {
    const publisher = new Publisher();
    const root = publisher.publishRoot((signed) => (signed['consistent_snapshot'] = false));
    publisher.publish({ files: { 'folder/a file': 'content' } });
    const objects = new Map<string, Buffer>();
    for (const [key, bytes] of publisher.objects)
      objects.set(
        key.replace(/^metadata\/(?:\d+\.)?/, '').replace(/[0-9a-f]{64}\.(.*)$/, (_whole, name: string) => encodeURIComponent(name)),
        bytes,
      );
    objects.delete('root.json');
    expect(await verify({ objects, root, now: publisher.now }, 'folder/a file')).toMatchObject({ bytes: 7, hash: digestOf('content') });
  });

  it('asks the roles that may speak of the target, and nobody else', async () => {
    const publisher = new Publisher();
    publisher.publish();
    expect(await verify(publisher, 'status/withdrawals.json')).toMatchObject({ target: 'status/withdrawals.json' });
    await expect(verify(publisher, 'status/other.json')).rejects.toThrow(expect.objectContaining({ code: 'unknown-target' }));
  });

  it('asks no further role behind a terminating one, however deep that stands', async () => {
    const publisher = new Publisher();
    const { status } = publisher.keys;
    const role = (name: string, terminating: boolean): object => ({ name, paths: ['status/*'], threshold: 1, keyids: [status.id], terminating });
    const third = document({ _type: 'targets', spec_version: '1.0.31', version: 1, expires: '2022-04-19T00:00:00Z', targets: {} }, [status]);
    publisher.objects.set('metadata/1.third.json', third);
    publisher.publish({
      change: {
        targets: ({ delegations }) => ((delegations as { roles: unknown[] }).roles = [role('status', false), role('second', false)]),
        status: (signed) => (signed['delegations'] = { keys: { [status.id]: status.json }, roles: [role('third', true)] }),
        snapshot: ({ meta }) => Object.assign(meta as object, { 'third.json': metaOf(third) }),
      },
    });
    await expect(verify(publisher, 'status/other.json')).rejects.toThrow(expect.objectContaining({ code: 'unknown-target' }));
  });

  it.each<[string, Buffer | undefined, string]>([
    ['other bytes', Buffer.from(installer.toUpperCase()), 'hash-mismatch'],
    ['fewer bytes', Buffer.from(''), 'length-mismatch'],
    ['more bytes', Buffer.from(`${installer}!`), 'endless'],
    ['nothing', undefined, 'missing'],
  ])('%s in the place of the target: refused', async (_what, bytes, code) => {
    const publisher = new Publisher();
    publisher.publish();
    const place = `targets/9.1.0/${digestOf(installer)}.installer.exe`;
    if (bytes === undefined) publisher.objects.delete(place);
    else publisher.objects.set(place, bytes);
    await expect(verify(publisher, '9.1.0/installer.exe')).rejects.toThrow(expect.objectContaining({ code }));
  });
});
