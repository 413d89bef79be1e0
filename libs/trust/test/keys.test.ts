import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSmallOrder } from '../src/node/small-order.ts';
import { publicHalf, Publisher } from './publisher.ts';
import { smallOrderKeys } from './small-order.ts';
import { client, useScratch } from './stranger.ts';

const scratch = useScratch();
const refused = expect.objectContaining({ code: 'small-order-key', message: expect.stringContaining('got a point of small order') }) as unknown;

describe('when a key is a point of small order', () => {
  it('it is known by every spelling', () => {
    expect(new Set(smallOrderKeys).size).toBe(14);
    expect(smallOrderKeys.filter((key) => !isSmallOrder(Buffer.from(key, 'hex')))).toEqual([]);
  });

  it('anybody can sign with it: the empty signature holds for one message in eight or so', () => {
    const empty = Buffer.concat([Buffer.from([1]), Buffer.alloc(63)]);
    const messages = Array.from({ length: 100 }, (_, index) => Buffer.from([index]));
    const isForgeable = (point: string): boolean => {
      const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(point, 'hex').toString('base64url') } });
      return messages.some((message) => verify(null, message, key, empty));
    };
    expect(smallOrderKeys.filter((point) => !isForgeable(point))).toEqual([]);
  });

  it('a proper key is none', () => {
    for (let count = 0; count < 50; count += 1) {
      const x = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
      expect(isSmallOrder(Buffer.from(x, 'base64url'))).toBe(false);
    }
  });

  it('nothing else is one', () => {
    const known = new Set(smallOrderKeys);
    fc.assert(
      fc.property(fc.constantFrom(...smallOrderKeys), fc.nat(31), fc.integer({ min: 1, max: 255 }), (key, at, change) => {
        const other = Buffer.from(key, 'hex');
        other[at] = (other[at] ?? 0) ^ change;
        expect(isSmallOrder(other)).toBe(known.has(other.toString('hex')));
      }),
    );
  });

  it.each(smallOrderKeys)('a root that comes with the program and names it is refused: %s', async (point) => {
    const publisher = new Publisher();
    Object.assign(publisher.keys, { timestamp: { ...publisher.keys.timestamp, ...publicHalf(point) } });
    const root = publisher.publishRoot();
    await expect(client(scratch(), { root, objects: publisher.objects, now: publisher.now }).refresh()).rejects.toThrow(refused);
  });

  it('a new root that names it is refused', async () => {
    const publisher = new Publisher();
    Object.assign(publisher.keys, { snapshot: { ...publisher.keys.snapshot, ...publicHalf(smallOrderKeys[0] ?? '') } });
    publisher.publishRoot();
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused);
  });

  it('a delegation to it is refused', async () => {
    const publisher = new Publisher();
    Object.assign(publisher.keys, { status: { ...publisher.keys.status, ...publicHalf(smallOrderKeys[10] ?? '') } });
    publisher.publish();
    await expect(client(scratch(), publisher).refresh()).rejects.toThrow(refused);
  });

  it('it is found in a PEM as well', async () => {
    const publisher = new Publisher();
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(smallOrderKeys[2] ?? '', 'hex')]);
    const pem = `-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----\n`;
    const root = publisher.publishRoot(({ keys }) =>
      Object.assign(keys as object, { pem: { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: pem } } }),
    );
    await expect(client(scratch(), { root, objects: publisher.objects, now: publisher.now }).refresh()).rejects.toThrow(refused);
  });
});
