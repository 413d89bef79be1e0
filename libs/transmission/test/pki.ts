import { createPublicKey, X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { spkiPin, type Trust } from '@togo/tls-policy';

/** A certification authority made for one test run, with openssl as the outside judge of what a certificate is. */
export interface TestCa {
  readonly name: string;
  readonly folder: string;
  readonly certPem: string;
  /** A fresh revocation list, valid for a month. */
  crl(): Promise<string>;
  /** A revocation list whose time is over. */
  staleCrl(): Promise<string>;
  revoke(leaf: TestIdentity): Promise<void>;
  /** @param extensions lines of an openssl extension file. */
  issue(name: string, request: LeafRequest): Promise<TestIdentity>;
  issueCa(name: string, request?: CaRequest): Promise<TestCa>;
}

export type KeyKind = 'rsa2048' | 'rsa1024' | 'rsa512' | 'p256';

export interface CaRequest {
  /** Default: `p256`. */
  readonly key?: KeyKind;
  /** Default: what makes a certificate that of an authority. */
  readonly extensions?: readonly string[];
}

export interface LeafRequest {
  readonly subject?: string;
  readonly extensions?: readonly string[];
  readonly key?: KeyKind;
  /** Of the signature; default: `sha256`. MD5 needs an authority with an RSA key. */
  readonly digest?: 'sha1' | 'md5';
  /** `YYYYMMDDHHMMSSZ` */
  readonly notBefore?: string;
  readonly notAfter?: string;
}

export interface TestIdentity {
  /** The leaf alone. */
  readonly certPem: string;
  readonly certPath: string;
  readonly keyPem: string;
  readonly keyPath: string;
}

/** A root, the CA that issues below it, and a good server certificate for `localhost` and 127.0.0.1. */
export interface TestPki {
  readonly folder: string;
  readonly root: TestCa;
  readonly issuing: TestCa;
  readonly good: TestIdentity;
  /** Believes this PKI: root, both revocation lists, the pins of the issuing CA and of a backup. */
  readonly trust: Trust;
  remove(): Promise<void>;
}

const serverExtensions = {
  san: 'subjectAltName=DNS:localhost,IP:127.0.0.1',
  eku: 'extendedKeyUsage=serverAuth',
  ku: 'keyUsage=critical,digitalSignature',
} as const;

const caExtensions = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign', 'subjectKeyIdentifier=hash'];

/** The extensions of a good server certificate, some replaced or, as an empty text, left out. */
export function extensions(changes: Partial<Record<keyof typeof serverExtensions, string>> = {}): string[] {
  return Object.values({ ...serverExtensions, ...changes }).filter((line) => line !== '');
}

export async function createTestPki(): Promise<TestPki> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-pki-'));
  const root = await createCa(folder, 'root');
  const issuing = await root.issueCa('issuing');
  const good = await issuing.issue('good', {});
  const backupKeyPath = join(folder, 'backup.key');
  await openssl(['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', backupKeyPath]);
  const backupPin = spkiPin(createPublicKey(await readFile(backupKeyPath, 'utf8')));
  const crl = [await root.crl(), await issuing.crl()];
  const trust: Trust = { formatVersion: 1, ca: [root.certPem], crl, pins: [pinOf(issuing.certPem), backupPin] };
  return { folder, root, issuing, good, trust, remove: () => rm(folder, { recursive: true }) };
}

export function pinOf(certPem: string): string {
  return spkiPin(new X509Certificate(certPem).publicKey);
}

/** A server certificate that nobody but itself vouches for. */
export async function createSelfSigned(folder: string): Promise<TestIdentity> {
  const [keyPath, certPath] = [join(folder, 'self.key'), join(folder, 'self.pem')];
  await createKey('rsa2048', keyPath);
  await openssl(['req', '-x509', '-new', '-key', keyPath, '-subj', '/CN=localhost', '-out', certPath, ...extensions().flatMap((line) => ['-addext', line])]);
  return { certPem: await readFile(certPath, 'utf8'), certPath, keyPem: await readFile(keyPath, 'utf8'), keyPath };
}

async function createCa(folder: string, name: string, parent?: TestCa, { key = 'p256', extensions: lines = caExtensions }: CaRequest = {}): Promise<TestCa> {
  const home = join(folder, name);
  await mkdir(home);
  const [keyPath, certPath, configPath] = ['ca.key', 'ca.pem', 'ca.cnf'].map((file) => join(home, file)) as [string, string, string];
  const files = [`database=${home}/index`, `new_certs_dir=${home}`, `certificate=${certPath}`, `private_key=${keyPath}`];
  const habits = ['rand_serial=yes', 'default_md=sha256', 'default_days=365', 'default_crl_days=30', 'unique_subject=no', 'policy=any'];
  await writeFile(configPath, ['[ca]', 'default_ca=own', '[own]', ...files, ...habits, '[any]', 'commonName=supplied', ''].join('\n'));
  await writeFile(join(home, 'index'), '');
  await createKey(key, keyPath);
  const request = await createRequest(home, keyPath, `/CN=${name}`);
  const signer = parent === undefined ? ['-selfsign', '-config', configPath, '-keyfile', keyPath] : ['-config', join(parent.folder, 'ca.cnf')];
  await sign(home, signer, request, certPath, lines, {});
  const ca: TestCa = {
    name,
    folder: home,
    certPem: await readFile(certPath, 'utf8'),
    crl: () => createCrl(configPath, []),
    staleCrl: () => createCrl(configPath, ['-crl_lastupdate', '20200101000000Z', '-crl_nextupdate', '20200201000000Z']),
    revoke: async (leaf) => void (await openssl(['ca', '-config', configPath, '-revoke', leaf.certPath])),
    issue: async (leafName, leaf) => {
      const leafHome = join(folder, `${name}-${leafName}`);
      await mkdir(leafHome);
      const [leafKeyPath, leafCertPath] = [join(leafHome, 'leaf.key'), join(leafHome, 'leaf.pem')];
      await createKey(leaf.key ?? 'rsa2048', leafKeyPath);
      const leafRequest = await createRequest(leafHome, leafKeyPath, leaf.subject ?? '/CN=localhost');
      await sign(leafHome, ['-config', configPath], leafRequest, leafCertPath, leaf.extensions ?? extensions(), leaf);
      return { certPem: await readFile(leafCertPath, 'utf8'), certPath: leafCertPath, keyPem: await readFile(leafKeyPath, 'utf8'), keyPath: leafKeyPath };
    },
    issueCa: (childName, how) => createCa(folder, childName, ca, how),
  };
  return ca;
}

async function createKey(kind: KeyKind, path: string): Promise<void> {
  const algorithm = kind === 'p256' ? ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256'] : ['RSA', '-pkeyopt', `rsa_keygen_bits:${kind.slice(3)}`];
  await openssl(['genpkey', '-algorithm', ...algorithm, '-out', path]);
}

async function createRequest(home: string, keyPath: string, subject: string): Promise<string> {
  const path = join(home, 'request.pem');
  await openssl(['req', '-new', '-key', keyPath, '-subj', subject, '-out', path]);
  return path;
}

async function sign(
  home: string,
  signer: readonly string[],
  request: string,
  out: string,
  lines: readonly string[],
  { notBefore, notAfter, digest }: LeafRequest,
): Promise<void> {
  const extensionPath = join(home, 'extensions');
  await writeFile(extensionPath, `${lines.join('\n')}\n`);
  const dates = [...(notBefore === undefined ? [] : ['-startdate', notBefore]), ...(notAfter === undefined ? [] : ['-enddate', notAfter])];
  const weakness = digest === undefined ? [] : ['-md', digest];
  await openssl(['ca', ...signer, '-batch', '-notext', '-in', request, '-out', out, '-extfile', extensionPath, ...dates, ...weakness]);
}

async function createCrl(configPath: string, dates: readonly string[]): Promise<string> {
  return `${(await openssl(['ca', '-config', configPath, '-gencrl', ...dates])).trim()}\n`;
}

async function openssl(args: readonly string[]): Promise<string> {
  return (await run('openssl', args)).stdout;
}
