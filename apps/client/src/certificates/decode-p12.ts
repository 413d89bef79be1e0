import forge from 'node-forge/lib/forge.js';
import 'node-forge/lib/pkcs12.js';
import 'node-forge/lib/sha512.js';
import type { P12Answer } from './p12-answer.ts';

const { pbkdf2 } = forge.pkcs5;
// OpenSSL and Windows take the UTF-8 of a password for PBES2; node-forge would take the low byte of each character.
Object.assign(forge.pkcs5, {
  pbkdf2: (password: string, ...others: unknown[]): unknown => Reflect.apply(pbkdf2, undefined, [forge.util.encodeUtf8(password), ...others]),
});
// node-forge opens the file, no more: certificates and keys come out as they stood in it, as is its way with kinds that it does not know.
Object.assign(forge.pki, { certificateFromAsn1: leaveAsItIs, privateKeyFromAsn1: leaveAsItIs });

/**
 * Takes a PKCS#12 file (RFC 7292) apart, with the old RC2 and 3DES encryption that OpenSSL 3 refuses, or with AES. Only for the reading
 * process: node-forge reads bytes of a stranger here, and whether a certificate is any good is judged elsewhere, by node:crypto.
 *
 * @param bytes the file. One without a checksum under the password (MAC) counts as damaged: nothing would tell a wrong password from a broken file.
 */
export function decodeP12(bytes: Uint8Array, password: string): P12Answer {
  try {
    const file = forge.asn1.fromDer(Buffer.from(bytes).toString('latin1'));
    if (!Array.isArray(file.value) || file.value.length !== 3) return { formatVersion: 1, ok: false, why: 'damaged' };
    const bags = forge.pkcs12.pkcs12FromAsn1(file, true, password).safeContents.flatMap(({ safeBags }) => safeBags);
    const { certBag = '', keyBag = '', pkcs8ShroudedKeyBag = '' } = forge.pki.oids;
    const bytesOf = (...types: readonly string[]): string[] => bags.filter(({ type }) => types.includes(type)).map(({ asn1 }) => base64(asn1));
    return { formatVersion: 1, ok: true, certificates: bytesOf(certBag), keys: bytesOf(keyBag, pkcs8ShroudedKeyBag) };
  } catch (error) {
    // The one message that node-forge 1.4.3 has for a checksum that does not fit; a test holds it to that.
    const isPassword = error instanceof Error && error.message.startsWith('PKCS#12 MAC could not be verified');
    return { formatVersion: 1, ok: false, why: isPassword ? 'password' : 'damaged' };
  }
}

function leaveAsItIs(): never {
  throw new TypeError('node-forge judges nothing here');
}

function base64(value: forge.asn1.Asn1): string {
  return Buffer.from(forge.asn1.toDer(value).getBytes(), 'latin1').toString('base64');
}
