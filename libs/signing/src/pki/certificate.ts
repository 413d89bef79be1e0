import { randomBytes, sign, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { InternalError } from '@togo/foundation';
import { publicKeyPem, type KeyPair } from './keys.ts';
import type { Name } from './names.ts';
import type { Extension } from './extensions.ts';

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Who signs a certificate or a revocation list. */
export interface Issuer {
  readonly name: Name;
  readonly keys: KeyPair;
}

export interface CertificateRequest {
  readonly subject: Name;
  readonly publicKey: KeyObject;
  readonly issuer: Issuer;
  readonly validity: Validity;
  readonly extensions: readonly Extension[];
}

const sha256WithRsa = '1.2.840.113549.1.1.11';

/**
 * Makes an X.509 v3 certificate (RFC 5280), signed with SHA-256 and RSA. node-forge lays out the bytes; node:crypto signs them,
 * so no private key ever enters node-forge, and nothing here verifies anything.
 */
export function makeCertificate({ subject, publicKey, issuer, validity, extensions }: CertificateRequest): string {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKeyPem(publicKey));
  certificate.serialNumber = makeSerialNumber();
  certificate.validity = { ...validity };
  certificate.setSubject(fields(subject));
  certificate.setIssuer(fields(issuer.name));
  const issuerKey = { name: 'authorityKeyIdentifier', keyIdentifier: keyIdentifier(issuer.keys.publicKey) };
  certificate.setExtensions([...extensions, { name: 'subjectKeyIdentifier' }, issuerKey]);
  certificate.signatureOid = sha256WithRsa;
  certificate.siginfo.algorithmOid = sha256WithRsa;
  certificate.signature = '';
  const tbs = firstPart(forge.pki.certificateToAsn1(certificate));
  certificate.tbsCertificate = tbs;
  certificate.signature = signature(tbs, issuer);
  return unixLines(forge.pki.certificateToPem(certificate));
}

/** PKCS#1 v1.5 with SHA-256 over the DER form, as the byte string that node-forge expects. */
export function signature(tbs: forge.asn1.Asn1, issuer: Issuer): string {
  return sign('sha256', Buffer.from(forge.asn1.toDer(tbs).getBytes(), 'latin1'), issuer.keys.privateKey).toString('latin1');
}

export function fields({ organization, commonName }: Name): forge.pki.CertificateField[] {
  // The typings call this field a Class; node-forge compares it with a Type.
  const valueTagClass = forge.asn1.Type.UTF8 as unknown as forge.asn1.Class;
  return [
    { type: '2.5.4.10', value: organization, valueTagClass },
    { type: '2.5.4.3', value: commonName, valueTagClass },
  ];
}

/** SHA-1 of the public key (RFC 5280 §4.2.1.2, method 1): a name for the key, not a protection. */
export function keyIdentifier(publicKey: KeyObject): string {
  return forge.pki.getPublicKeyFingerprint(forge.pki.publicKeyFromPem(publicKeyPem(publicKey)), { type: 'RSAPublicKey' }).getBytes();
}

export function unixLines(pem: string): string {
  return pem.replaceAll('\r\n', '\n');
}

/** 128 random bits, positive (RFC 5280 §4.1.2.2). */
function makeSerialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

function firstPart(value: forge.asn1.Asn1): forge.asn1.Asn1 {
  const part = Array.isArray(value.value) ? value.value[0] : undefined;
  if (part === undefined) throw new InternalError('a certificate without content');
  return part;
}
