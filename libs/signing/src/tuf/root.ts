import { refusal } from '../errors.ts';
import { checkedKey, keyIdOf, type TufKey } from '../keys/tuf-key.ts';
import { draft, readMetadata } from './document.ts';
import { roles, type RootKeyName } from './roles.ts';

export interface RootDraft {
  /** The root that holds now; absent for the first one. */
  readonly previous?: Uint8Array;
  readonly keys: Readonly<Record<RootKeyName, TufKey>>;
  readonly expires: Date;
}

/**
 * The root of trust, unsigned: whose keys count (TUF 4.3). It needs two root keys; one that replaces another needs two of the old ones and
 * two of the new ones (TUF 5.3.4), which may be the same people.
 *
 * @throws CodedError `KEY_UNUSABLE` for a key of small order or one that stands there twice.
 */
export function draftRoot({ previous, keys, expires }: RootDraft): Uint8Array {
  const named = Object.values(roles).flatMap((role) => role.keys.map((name) => namedKey(keys[name], name)));
  demandDifferent(named);
  const version = previous === undefined ? 1 : readMetadata('root', previous).signed.version + 1;
  return draft('root', version, expires, {
    consistent_snapshot: true,
    keys: Object.fromEntries(named.map((key) => [keyIdOf(key), key])),
    roles: Object.fromEntries(
      Object.entries(roles).map(([role, { threshold, keys: names }]) => [role, { threshold, keyids: names.map((name) => keyIdOf(keys[name])) }]),
    ),
  });
}

/** Who has signed is told by the name in the key. */
function namedKey(key: TufKey, name: RootKeyName): TufKey {
  if (key.name !== name) throw refusal('KEY_UNUSABLE', `expected the key of ${name}, got that of ${key.name}`);
  return checkedKey(key);
}

/** One key under two names would make one thief two people. */
function demandDifferent(keys: readonly TufKey[]): void {
  const seen = new Map<string, string>();
  for (const { name, keyval } of keys) {
    const other = seen.get(keyval.public);
    if (other !== undefined)
      throw refusal('KEY_UNUSABLE', `${other} and ${name}: expected two keys, got one`, { hint: 'Each key belongs to one role and one person.' });
    seen.set(keyval.public, name);
  }
}
