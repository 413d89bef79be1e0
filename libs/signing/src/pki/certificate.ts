import { randomBytes, sign, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { InternalError } from '@togo/foundation';
import type { KeyPair } from './keys.ts';
import type { Name } from './names.ts';
import type { Extension } from './extensions.ts';
import { keyIdentifier, subjectPublicKeyInfo } from './public-key.ts';

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
/** Where the public key stands in a v3 certificate (RFC 5280 §4.1). */
const publicKeyPosition = 6;

/**
 * Makes an X.509 v3 certificate (RFC 5280), signed with SHA-256 and RSA. node-forge lays out the bytes; node:crypto signs them,
 * so no private key ever enters node-forge, and nothing here verifies anything.
 */
export function makeCertificate({ subject, publicKey, issuer, validity, extensions }: CertificateRequest): string {
  const certificate = forge.pki.createCertificate();
  // A stand-in: node-forge wants an RSA key there, the subject's may be of another kind.
  certificate.publicKey = forge.pki.setRsaPublicKey(new forge.jsbn.BigInteger('1'), new forge.jsbn.BigInteger('1'));
  certificate.serialNumber = makeSerialNumber();
  certificate.validity = { ...validity };
  certificate.setSubject(fields(subject));
  certificate.setIssuer(fields(issuer.name));
  const { Class, Type, create } = forge.asn1;
  // Without a value node-forge would name the stand-in.
  const subjectKey = { name: 'subjectKeyIdentifier', value: create(Class.UNIVERSAL, Type.OCTETSTRING, false, keyIdentifier(publicKey).toString('latin1')) };
  const issuerKey = { name: 'authorityKeyIdentifier', keyIdentifier: keyIdentifier(issuer.keys.publicKey).toString('latin1') };
  certificate.setExtensions([...extensions, subjectKey, issuerKey]);
  certificate.signatureOid = sha256WithRsa;
  certificate.siginfo.algorithmOid = sha256WithRsa;
  certificate.signature = '';
  const tbs = firstPart(forge.pki.certificateToAsn1(certificate));
  (tbs.value as forge.asn1.Asn1[])[publicKeyPosition] = subjectPublicKeyInfo(publicKey);
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
