import { createHash, type KeyObject } from 'node:crypto';
import forge from 'node-forge';

/** 0x04 and two coordinates of 32 bytes (SEC 1 §2.3.3). */
const p256PointBytes = 65;

/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) of a key of any kind; node-forge itself knows RSA only. */
export function subjectPublicKeyInfo(key: KeyObject): forge.asn1.Asn1 {
  return forge.asn1.fromDer(key.export({ type: 'spki', format: 'der' }).toString('latin1'));
}

/** SHA-1 of the public key of RSA or P-256 (RFC 5280 §4.2.1.2, method 1): a name for the key, not a protection. */
export function keyIdentifier(key: KeyObject): Buffer {
  const isRsa = key.asymmetricKeyType === 'rsa';
  const bits = isRsa ? key.export({ type: 'pkcs1', format: 'der' }) : key.export({ type: 'spki', format: 'der' }).subarray(-p256PointBytes);
  return createHash('sha1').update(bits).digest();
}
