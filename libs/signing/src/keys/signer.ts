import { createPublicKey, sign } from 'node:crypto';
import { decryptKey } from './encrypted-pem.ts';
import { tokenSigner, type TokenKey } from './token-signer.ts';
import { keyIdOf, tufKey, type KeyName, type TufKey } from './tuf-key.ts';

/** A key that can sign, wherever it lies. */
export interface Signer {
  readonly keyId: string;
  readonly publicKey: TufKey;
  /** @returns the signature as TUF holds it: raw for Ed25519, DER for P-256. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export type KeySource =
  | { readonly name: KeyName; readonly pem: string; readonly passphrase: string; readonly development?: boolean }
  | { readonly name: KeyName; readonly pkcs11: TokenKey };

/**
 * Opens a private key: an encrypted PEM, or one that never leaves its PKCS#11 token.
 *
 * @throws CodedError `KEY_UNREADABLE`, `WRONG_PASSPHRASE`, `KEY_UNUSABLE`, `TOKEN_REFUSED`, `TOOL_MISSING`.
 */
export async function loadSigner(source: KeySource): Promise<Signer> {
  if ('pkcs11' in source) return tokenSigner(source.name, source.pkcs11);
  const privateKey = decryptKey(source.pem, source.passphrase, source.name);
  const publicKey = tufKey(createPublicKey(privateKey), source.name, source.development);
  const algorithm = publicKey.keytype === 'ecdsa' ? 'sha256' : null;
  return { keyId: keyIdOf(publicKey), publicKey, sign: (bytes) => Promise.resolve(sign(algorithm, bytes, privateKey)) };
}
