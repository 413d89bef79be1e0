import { createCipheriv, createPrivateKey, randomBytes, scrypt, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { derInteger, derOctets, derOid, derSequence } from './der.ts';

/** What guessing a password costs: 16 MB and five passes a guess. OpenSSL opens up to 32 MB. */
const cost = { N: 16_384, r: 8, p: 5 };
const saltBytes = 16;
const keyBytes = 32;
const ivBytes = 16;
const oids = { pbes2: '1.2.840.113549.1.5.13', scrypt: '1.3.6.1.4.1.11591.4.11', aes256Cbc: '2.16.840.1.101.3.4.1.42' };
const derive = promisify<string, Buffer, number, typeof cost, Buffer>(scrypt);

/**
 * A private key as PEM, encrypted under a password: PKCS#8 with PBES2, scrypt and AES-256-CBC (RFC 5958, 8018, 7914).
 * Written out here because node:crypto's own export stretches the password with PBKDF2 and 2,048 rounds only.
 */
export async function encryptKey(key: KeyObject, password: string): Promise<string> {
  const [salt, iv] = [randomBytes(saltBytes), randomBytes(ivBytes)];
  const cipher = createCipheriv('aes-256-cbc', await derive(password, salt, keyBytes, cost), iv);
  const sealed = Buffer.concat([cipher.update(key.export({ type: 'pkcs8', format: 'der' })), cipher.final()]);
  const stretching = derSequence(derOid(oids.scrypt), derSequence(derOctets(salt), derInteger(cost.N), derInteger(cost.r), derInteger(cost.p)));
  const encryption = derSequence(derOid(oids.aes256Cbc), derOctets(iv));
  const whole = derSequence(derSequence(derOid(oids.pbes2), derSequence(stretching, encryption)), derOctets(sealed));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `${['-----BEGIN ENCRYPTED PRIVATE KEY-----', ...lines, '-----END ENCRYPTED PRIVATE KEY-----'].join('\n')}\n`;
}

/** Undefined when the password is not the right one, or the text no such key. */
export function decryptKey(pem: string, password: string): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pem, passphrase: password });
  } catch {
    return undefined;
  }
}
