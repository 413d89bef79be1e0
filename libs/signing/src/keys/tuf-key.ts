import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { canonicalize } from '@tufjs/canonical-json';
import { refusal } from '../errors.ts';
import { anybodyCanSign } from './anybody-can-sign.ts';

/** Who signs: three root keys of which two are needed, the two release roles, the publisher's two, and the one for withdrawals. */
export const keyNames = ['root-1', 'root-2', 'root-3', 'release', 'qa', 'snapshot', 'timestamp', 'status'] as const;
export type KeyName = (typeof keyNames)[number];

/** A public key as TUF metadata holds it (TUF 4.2.1), with two fields of ours: all of it goes into the key id. */
export interface TufKey {
  readonly keytype: 'ed25519' | 'ecdsa';
  readonly scheme: 'ed25519' | 'ecdsa-sha2-nistp256';
  /** Ed25519: 64 hexadecimal digits. P-256: SubjectPublicKeyInfo as PEM. */
  readonly keyval: { readonly public: string };
  /** Whose key it is. */
  readonly name: KeyName;
  /** Made by itself on a development machine. */
  readonly development?: true;
}

/** @throws CodedError `KEY_UNUSABLE` for a key of another kind, or one of small order. */
export function tufKey(publicKey: KeyObject, name: KeyName, isDevelopment = false): TufKey {
  const marks = { name, ...(isDevelopment ? { development: true as const } : {}) };
  if (publicKey.asymmetricKeyType === 'ed25519') {
    const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
    return checkedKey({ keytype: 'ed25519', scheme: 'ed25519', keyval: { public: point.toString('hex') }, ...marks });
  }
  if (publicKey.asymmetricKeyType === 'ec' && publicKey.asymmetricKeyDetails?.namedCurve === 'prime256v1') {
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    return checkedKey({ keytype: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', keyval: { public: pem }, ...marks });
  }
  throw refusal('KEY_UNUSABLE', `${name}: expected an Ed25519 or P-256 key, got ${publicKey.asymmetricKeyType ?? 'another'}`);
}

/** Judges a public key that is taken in. @throws CodedError `KEY_UNUSABLE` */
export function checkedKey(key: TufKey): TufKey {
  if (anybodyCanSign(publicKeyOf(key)))
    throw refusal('KEY_UNUSABLE', `${key.name}: expected a proper key, got a point of small order, with which anybody can sign`);
  return key;
}

/** @throws CodedError `KEY_UNUSABLE` */
export function publicKeyOf({ name, keytype, keyval }: TufKey): KeyObject {
  try {
    if (keytype === 'ecdsa') return createPublicKey(keyval.public);
    return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(keyval.public, 'hex').toString('base64url') } });
  } catch (cause) {
    throw refusal('KEY_UNUSABLE', `${name}: expected a public key, got ${keyval.public.slice(0, 80)}`, { cause });
  }
}

/** SHA-256 of the canonical form (TUF 4.2.1). */
export function keyIdOf(key: TufKey): string {
  return createHash('sha256').update(canonicalize(key)).digest('hex');
}

/** @param signature raw for Ed25519, DER for P-256. */
export function holds(key: TufKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  return verify(key.keytype === 'ecdsa' ? 'sha256' : null, bytes, publicKeyOf(key), signature);
}
