import { refusal } from '../errors.ts';
import type { Signer } from '../keys/signer.ts';
import { holds, type KeyName, type TufKey } from '../keys/tuf-key.ts';
import { bytesToSign, kindOf, readMetadata, toBytes } from './document.ts';
import { statusRole } from './roles.ts';

/** What became of one signature that a role may have. */
export interface SignatureState {
  /** Whose key it is. */
  readonly role: KeyName | 'unknown';
  readonly keyId: string;
  readonly valid: boolean;
  readonly why: string;
}

interface RoleKeys {
  readonly threshold: number;
  readonly keys: ReadonlyMap<string, TufKey>;
}

/** Adds a signature, in the place of an earlier one by the same key. The signed part stays as it is. */
export async function addSignature(metadata: Uint8Array, signer: Signer): Promise<Uint8Array> {
  const sig = Buffer.from(await signer.sign(bytesToSign(metadata))).toString('hex');
  const document = readMetadata(kindOf(metadata), metadata);
  const others = Object.values(document.signatures).filter(({ keyID }) => keyID !== signer.keyId);
  return toBytes({ signed: document.signed.toJSON(), signatures: [...others.map((other) => other.toJSON()), { keyid: signer.keyId, sig }] });
}

/**
 * Says of each key of the role whether it has signed these very bytes, and of each other signature that it counts for nothing.
 *
 * @param delegator root metadata; for the metadata of the status role, targets metadata.
 * @throws CodedError `METADATA_UNREADABLE`
 */
export function signaturesOf(metadata: Uint8Array, delegator: Uint8Array): SignatureState[] {
  const { keys } = roleKeys(metadata, delegator);
  const { signatures } = readMetadata(kindOf(metadata), metadata);
  const message = bytesToSign(metadata);
  const states = [...keys].map(([keyId, key]): SignatureState => {
    const signature = signatures[keyId];
    if (signature === undefined) return { role: key.name, keyId, valid: false, why: 'has not signed' };
    const valid = holds(key, message, Buffer.from(signature.sig, 'hex'));
    return { role: key.name, keyId, valid, why: valid ? 'signed' : 'signed something else: it was changed afterwards' };
  });
  const strangers = Object.keys(signatures).filter((keyId) => !keys.has(keyId));
  return [...states, ...strangers.map((keyId): SignatureState => ({ role: 'unknown', keyId, valid: false, why: 'is no key of this role' }))];
}

/** Whether enough keys of the role have signed. A new root is asked twice: with the old one and with itself. */
export function hasThreshold(metadata: Uint8Array, delegator: Uint8Array): boolean {
  return signaturesOf(metadata, delegator).filter(({ valid }) => valid).length >= roleKeys(metadata, delegator).threshold;
}

function roleKeys(metadata: Uint8Array, delegator: Uint8Array): RoleKeys {
  if (kindOf(delegator) === 'root') {
    const { keys, roles } = readMetadata('root', delegator).signed;
    return keysOf(keys, roles[kindOf(metadata)]);
  }
  const { delegations } = readMetadata('targets', delegator).signed;
  return keysOf(delegations?.keys ?? {}, delegations?.roles?.[statusRole.name]);
}

function keysOf(
  keys: Readonly<Record<string, { toJSON(): unknown }>>,
  role: { readonly keyIDs: readonly string[]; readonly threshold: number } | undefined,
): RoleKeys {
  if (role === undefined) throw refusal('METADATA_UNREADABLE', 'expected metadata that name the keys of this role');
  const found = role.keyIDs.flatMap((keyId) => (keys[keyId] === undefined ? [] : [[keyId, keys[keyId].toJSON() as TufKey] as const]));
  return { threshold: role.threshold, keys: new Map(found) };
}
