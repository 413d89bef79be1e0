import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { Key } from '@tufjs/models';
import { TrustError } from '../errors.ts';
import { isSmallOrder } from './small-order.ts';

/** What a role of a root or of delegations says of its keys. */
export interface KeyRole {
  readonly keyIDs: readonly string[];
}

/**
 * What tuf-js leaves open about the keys of a root or of delegations: it compares key ids only, and takes any Ed25519 point.
 *
 * @param where for the message: `2.root.json`.
 * @throws TrustError `small-order-key`, `repeated-key`.
 */
export function judgeKeys(where: string, keys: Readonly<Record<string, Key>>, roles: Readonly<Record<string, KeyRole>>): void {
  const points = new Map(Object.entries(keys).map(([keyId, key]) => [keyId, pointOf(key)]));
  for (const [keyId, point] of points) {
    if (point?.crv !== 'Ed25519' || !isSmallOrder(Buffer.from(point.x ?? '', 'base64url'))) continue;
    throw new TrustError('small-order-key', `${where}: expected a proper Ed25519 key, got a point of small order: ${keyId}`);
  }
  for (const [name, { keyIDs }] of Object.entries(roles)) {
    const known = keyIDs.map((keyId) => points.get(keyId)).filter((point) => point !== undefined);
    if (new Set(known.map((point) => JSON.stringify(point))).size === known.length) continue;
    throw new TrustError('repeated-key', `${where}: expected each key of role ${name} once, got one under two key ids`);
  }
}

/** The key itself, whatever its spelling; undefined where nobody could verify with it, so that it counts for nothing. */
function pointOf({ keyType, keyVal }: Key): JsonWebKey | undefined {
  try {
    const written = keyVal['public'] ?? '';
    const point = { format: 'jwk', key: keyType === 'ed25519' ? { kty: 'OKP', crv: 'Ed25519', x: base64url(written) } : p256(written) } as const;
    return createPublicKey(written.startsWith('-----') ? written : point).export({ format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** An uncompressed point: 0x04 and two coordinates of 32 bytes (SEC 1 §2.3.3). */
function p256(hex: string): Record<string, string> {
  return { kty: 'EC', crv: 'P-256', x: base64url(hex.slice(2, 66)), y: base64url(hex.slice(66)) };
}

function base64url(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64url');
}
