import { generateKeyPair as generate, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** An RSA key pair from OpenSSL's generator. */
export async function makeKeys(bits: number): Promise<KeyPair> {
  return await promisify(generate)('rsa', { modulusLength: bits });
}

/** An ECDSA key pair on P-256, the curve that every client knows. */
export async function makeEcdsaKeys(): Promise<KeyPair> {
  return await promisify(generate)('ec', { namedCurve: 'P-256' });
}

/** PKCS#8, unencrypted: such a text belongs into a file of mode 0600 only. */
export function privateKeyPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
