import { createHash, X509Certificate } from 'node:crypto';
import { key } from './checker.ts';

const certificateProperty = 32;
const reserved = 1;

/** A registry script that puts a certificate among the user's trusted roots, in the form in which Windows stores it: one property and its bytes. */
export function trustedRoot(pem: string): string {
  const der = new X509Certificate(pem).raw;
  const head = Buffer.alloc(12);
  head.writeUInt32LE(certificateProperty, 0);
  head.writeUInt32LE(reserved, 4);
  head.writeUInt32LE(der.length, 8);
  const thumbprint = createHash('sha1').update(der).digest('hex').toUpperCase();
  const bytes = [...head, ...der].map((byte) => byte.toString(16).padStart(2, '0')).join(',');
  return key('HKEY_CURRENT_USER', `Software\\Microsoft\\SystemCertificates\\Root\\Certificates\\${thumbprint}`, `"Blob"=hex:${bytes}`);
}
