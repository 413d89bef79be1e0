import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTrust, type Trust } from '@togo/tls-policy';
import { limits } from '../limits.ts';
import { makeCertificate, type Issuer } from './certificate.ts';
import { makeCrl } from './crl.ts';
import type { DevPki } from './dev-pki.ts';
import { serverExtensions, type ExtendedKeyUsage } from './extensions.ts';
import { makeEcdsaKeys, makeKeys, privateKeyPem, type KeyPair } from './keys.ts';
import { layout } from './layout.ts';
import { names as pkiNames, serverName } from './names.ts';

export interface ServerCertificateRequest {
  /** DNS names; the first is also the common name. */
  readonly names: readonly [string, ...string[]];
  readonly ips?: readonly string[];
  /** Default: as long as the PKI itself. */
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Default: RSA. ECDSA is on P-256. */
  readonly key?: 'rsa' | 'ecdsa';
  /** Of an RSA key. */
  readonly keyBits?: number;
  /** `intermediate` (default) is what clients trust; `unknown` is a CA that nobody knows; `self` is the server itself. */
  readonly issuer?: 'intermediate' | 'unknown' | 'self';
  /** Default: serverAuth. */
  readonly eku?: ExtendedKeyUsage;
  /** False leaves the SAN out: the name stands in the common name only. */
  readonly san?: boolean;
  /** Put it on the revocation list in `trust`. */
  readonly revoked?: boolean;
}

export interface ServerCertificate {
  readonly certPem: string;
  /** The certificate and those above it that the server should send, without the root. */
  readonly chainPem: string;
  readonly keyPem: string;
  /** The trust file for clients that meet this server: the PKI's, with the certificate revoked if that was asked. */
  readonly trust: Trust;
}

/**
 * Issues a server certificate, good or deliberately bad, for a server that a test puts up.
 *
 * @throws CodedError `TRUST_INVALID` for a PKI whose trust file is damaged.
 */
export async function issueServerCertificate(pki: DevPki, request: ServerCertificateRequest): Promise<ServerCertificate> {
  const { names, ips = [], issuer: kind = 'intermediate', key = 'rsa', eku = 'serverAuth', san = true, revoked = false } = request;
  const keys = key === 'ecdsa' ? await makeEcdsaKeys() : await makeKeys(request.keyBits ?? limits.devPki.leafKeyBits);
  const subject = serverName(names[0]);
  const intermediate = await readIntermediate(pki);
  const issuer = kind === 'self' ? { name: subject, keys } : kind === 'unknown' ? await makeUnknownAuthority() : intermediate;
  const certPem = makeCertificate({
    subject,
    publicKey: keys.publicKey,
    issuer,
    validity: { notBefore: request.notBefore ?? limits.devPki.notBefore, notAfter: request.notAfter ?? pki.notAfter },
    extensions: serverExtensions({ key, eku, names: san ? names : [], ips: san ? ips : [] }),
  });
  const above = kind === 'intermediate' ? await readFile(join(pki.dir, layout.receptionIntermediate), 'utf8') : '';
  const trust = parseTrust(await readFile(pki.reception.trustPath, 'utf8'));
  return { certPem, chainPem: certPem + above, keyPem: privateKeyPem(keys.privateKey), trust: revoked ? revoke(trust, certPem, intermediate, pki) : trust };
}

/** The PKI's trust with a newer list of the intermediate. Revoked from the beginning of its validity: at any clock. */
function revoke(trust: Trust, certPem: string, intermediate: Issuer, pki: DevPki): Trust {
  const { serialNumber } = new X509Certificate(certPem);
  const validity = { notBefore: limits.devPki.notBefore, notAfter: pki.notAfter };
  const list = makeCrl(intermediate, validity, [{ serialNumber, at: validity.notBefore }], 2);
  return { ...trust, crl: [...trust.crl.slice(0, -1), list] };
}

async function readIntermediate(pki: DevPki): Promise<Issuer> {
  const privateKey = createPrivateKey(await readFile(join(pki.dir, layout.receptionIntermediateKey)));
  const keys: KeyPair = { privateKey, publicKey: createPublicKey(privateKey) };
  return { name: pkiNames.receptionIntermediate, keys };
}

async function makeUnknownAuthority(): Promise<Issuer> {
  return { name: pkiNames.unknownAuthority, keys: await makeKeys(limits.devPki.authorityKeyBits) };
}
