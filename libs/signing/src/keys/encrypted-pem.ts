import { createCipheriv, createPrivateKey, randomBytes, scryptSync, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { refusal } from '../errors.ts';

const { Class, Type, create, oidToDer } = forge.asn1;
const oids = { pbes2: '1.2.840.113549.1.5.13', scrypt: '1.3.6.1.4.1.11591.4.11', aes256Cbc: '2.16.840.1.101.3.4.1.42' } as const;

/** OWASP's choice at 16 MiB. OpenSSL, which has to read it, allows 32 MiB and no more. */
const cost = { N: 2 ** 14, r: 8, p: 5 } as const;
/** The passphrase of development keys is known to everybody: to be slow with it would protect nothing, and they are opened at every start. */
const developmentCost = { N: 2, r: 8, p: 1 } as const;
const header = '-----BEGIN ENCRYPTED PRIVATE KEY-----';

/**
 * A private key as encrypted PKCS#8 PEM (RFC 5958 §3) with PBES2 (RFC 8018 §6.2), scrypt (RFC 7914 §7) and AES-256. Any OpenSSL reads it.
 * node:crypto's own export knows PBKDF2 with 2048 rounds only, which a graphics card undoes. node-forge lays out bytes that are encrypted already.
 */
export function encryptKey(key: KeyObject, passphrase: string, isDevelopment: boolean): string {
  const { N, r, p } = isDevelopment ? developmentCost : cost;
  const [salt, iv] = [randomBytes(16), randomBytes(16)];
  const cipher = createCipheriv('aes-256-cbc', scryptSync(passphrase, salt, 32, { N, r, p }), iv);
  const encrypted = Buffer.concat([cipher.update(key.export({ type: 'pkcs8', format: 'der' })), cipher.final()]);
  const derivation = algorithm(oids.scrypt, sequence(octets(salt), integer(N), integer(r), integer(p)));
  const info = sequence(algorithm(oids.pbes2, sequence(derivation, algorithm(oids.aes256Cbc, octets(iv)))), octets(encrypted));
  return forge.pem.encode({ type: 'ENCRYPTED PRIVATE KEY', body: forge.asn1.toDer(info).getBytes() }).replaceAll('\r\n', '\n');
}

/**
 * @param name for the message.
 * @throws CodedError `KEY_UNREADABLE`, `WRONG_PASSPHRASE`.
 */
export function decryptKey(pem: string, passphrase: string, name: string): KeyObject {
  if (!isEncryptedKey(pem)) {
    throw refusal('KEY_UNREADABLE', `${name}: expected an encrypted private key (${header}), got ${JSON.stringify(pem.slice(0, 40).split('\n')[0])}`);
  }
  try {
    return createPrivateKey({ key: pem, passphrase });
  } catch (cause) {
    throw refusal('WRONG_PASSPHRASE', `${name}: this passphrase does not open the key`, {
      cause,
      hint: 'Give the right one; if it is, the file is damaged: take its copy.',
    });
  }
}

/** Whether the outer structure is whole, so that a failure to open it is the passphrase's. */
function isEncryptedKey(pem: string): boolean {
  if (!pem.trimStart().startsWith(header)) return false;
  try {
    const body = forge.pem.decode(pem)[0]?.body ?? '';
    const info = forge.asn1.fromDer(body);
    return Array.isArray(info.value) && info.value.length === 2;
  } catch {
    return false;
  }
}

function sequence(...values: forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return create(Class.UNIVERSAL, Type.SEQUENCE, true, values);
}

function algorithm(oid: string, parameters: forge.asn1.Asn1): forge.asn1.Asn1 {
  return sequence(create(Class.UNIVERSAL, Type.OID, false, oidToDer(oid).getBytes()), parameters);
}

function octets(bytes: Buffer): forge.asn1.Asn1 {
  return create(Class.UNIVERSAL, Type.OCTETSTRING, false, bytes.toString('latin1'));
}

function integer(value: number): forge.asn1.Asn1 {
  return create(Class.UNIVERSAL, Type.INTEGER, false, forge.asn1.integerToDer(value).getBytes());
}
