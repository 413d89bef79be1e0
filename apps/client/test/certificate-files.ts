import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import forge from 'node-forge';

export const password = 'Kaigo2021Pass';
const dayMs = 86_400_000;

export interface CertificateRequest {
  /** Common name: a user ID. */
  readonly name?: string;
  /** Organizational unit: the kind. */
  readonly unit?: string;
  /** Days from now to the begin and to the end of the validity. */
  readonly from?: number;
  readonly until?: number;
  /** PEM, PKCS#8, RSA. */
  readonly key?: string;
}

/** A certificate that is signed with its own key, and the key; both PEM. */
export interface Pair {
  readonly certificate: string;
  readonly key: string;
}

export function makeKey(modulusLength = 2048): string {
  return pemOf(generateKeyPairSync('rsa', { modulusLength }).privateKey);
}

const usualKey = makeKey();

export function makePair({ name = 'KJ131312345678', unit = '介護保険', from = -30, until = 400, key = usualKey }: CertificateRequest = {}): Pair {
  const privateKey = forge.pki.privateKeyFromPem(key);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(privateKey.n, privateKey.e);
  certificate.serialNumber = `00${Math.floor(Math.random() * 1e15).toString(16).padStart(14, '1')}`;
  certificate.validity.notBefore = new Date(Date.now() + from * dayMs);
  certificate.validity.notAfter = new Date(Date.now() + until * dayMs);
  // The typings call this field a Class; node-forge compares it with a Type.
  const valueTagClass = forge.asn1.Type.UTF8 as unknown as forge.asn1.Class;
  const subject = [['organizationName', '試験用認証局'], ['organizationalUnitName', unit], ['commonName', name]].map(([field = '', value = '']) => ({ name: field, value, valueTagClass }));
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.sign(privateKey, forge.md.sha256.create());
  return { certificate: forge.pki.certificateToPem(certificate), key };
}

/** How OpenSSL writes a .p12 file: `rc2` as old Windows and old certificate authorities did, `aes` as it does today. */
export const encryptions = {
  rc2: ['-legacy'],
  'rc2 for the key too': ['-legacy', '-keypbe', 'PBE-SHA1-RC2-40', '-certpbe', 'PBE-SHA1-RC2-40'],
  '3des': ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
  aes: [],
  'aes with SHA-512': ['-macalg', 'sha512'],
} as const;

export interface P12Request {
  readonly encryption?: keyof typeof encryptions;
  /** Further arguments of `openssl pkcs12 -export`. */
  readonly more?: readonly string[];
  readonly password?: string;
}

/** A .p12 file made by OpenSSL. Leave the key or the certificate out by an empty text. */
export async function makeP12({ certificate, key }: Pair, { encryption = 'aes', more = [], password: secret = password }: P12Request = {}): Promise<Buffer> {
  const parts = [...(key === '' ? ['-nokeys'] : []), ...(certificate === '' ? ['-nocerts'] : [])];
  return inFolder(async (folder) => {
    await writeFile(join(folder, 'in.pem'), key + certificate);
    await run('openssl', ['pkcs12', '-export', '-in', 'in.pem', '-out', 'out.p12', '-passout', 'env:SECRET', ...parts, ...encryptions[encryption], ...more], { cwd: folder, env: { SECRET: secret } });
    return readFile(join(folder, 'out.p12'));
  });
}

/** A .p12 file made by node-forge, which puts a key beside any certificate. */
export function forgeP12({ certificate, key }: Pair, algorithm: 'aes256' | '3des' = '3des', secret = password): Buffer {
  const file = forge.pkcs12.toPkcs12Asn1(forge.pki.privateKeyFromPem(key), forge.pki.certificateFromPem(certificate), secret, { algorithm });
  return Buffer.from(forge.asn1.toDer(file).getBytes(), 'latin1');
}

/** An EC key and its certificate, made by OpenSSL. */
export async function makeEcPair(curve: string): Promise<Pair> {
  const key = pemOf(generateKeyPairSync('ec', { namedCurve: curve }).privateKey);
  const certificate = await inFolder(async (folder) => {
    await writeFile(join(folder, 'key.pem'), key);
    return (await run('openssl', ['req', '-x509', '-new', '-key', 'key.pem', '-days', '30', '-utf8', '-subj', '/OU=代理人/CN=KJ131312345678'], { cwd: folder })).stdout;
  });
  return { certificate: `${certificate}\n`, key };
}

function pemOf(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' }));
}

async function inFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-p12-'));
  try {
    return await act(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
