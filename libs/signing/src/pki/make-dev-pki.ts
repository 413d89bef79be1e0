import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { spkiPin, type Trust } from '@togo/tls-policy';
import { limits } from '../limits.ts';
import { makeCertificate, type Issuer, type Validity } from './certificate.ts';
import { makeCrl } from './crl.ts';
import { authorityExtensions, codeSigningExtensions, serverExtensions, timestampExtensions, type Extension } from './extensions.ts';
import { makeEcdsaKeys, makeKeys, privateKeyPem, type KeyPair } from './keys.ts';
import { isKey, layout } from './layout.ts';
import { makeMarker } from './marker.ts';
import { names, serverName, type Name } from './names.ts';

/** What the reception server of a development build answers to. */
const receptionNames = ['denso.kaigo.example', 'localhost'];
const receptionIps = ['127.0.0.1'];

interface Validities {
  readonly authority: Validity;
  readonly leaf: Validity;
}

type Files = Partial<Record<keyof typeof layout, string>>;

/** Makes a whole development PKI in an existing empty folder, every file flushed to the disk. */
export async function makeDevPki(folder: string, now: Date): Promise<void> {
  const { notBefore, authorityLifeMs, leafLifeMs } = limits.devPki;
  const validities: Validities = {
    authority: { notBefore, notAfter: new Date(now.getTime() + authorityLifeMs) },
    leaf: { notBefore, notAfter: new Date(now.getTime() + leafLifeMs) },
  };
  const files: Files = {
    marker: `${JSON.stringify(makeMarker(now, validities.leaf.notAfter), null, 2)}\n`,
    ...(await makeCodeSigning(validities)),
    ...(await makeReception(validities)),
  };
  for (const [name, text] of Object.entries(files)) await writeNew(join(folder, layout[name as keyof typeof layout]), text);
}

async function makeCodeSigning({ authority, leaf }: Validities): Promise<Files> {
  const root = await makeAuthority(names.codeSigningRoot);
  const [signer, timestamp] = await Promise.all([makeKeys(limits.devPki.leafKeyBits), makeKeys(limits.devPki.leafKeyBits)]);
  const issue = (subject: Name, { publicKey }: KeyPair, validity: Validity, extensions: Extension[]): string =>
    makeCertificate({ subject, publicKey, issuer: root, validity, extensions });
  return {
    codeSigningRoot: issue(root.name, root.keys, authority, authorityExtensions()),
    codeSigningRootKey: privateKeyPem(root.keys.privateKey),
    codeSigner: issue(names.codeSigner, signer, leaf, codeSigningExtensions()),
    codeSignerKey: privateKeyPem(signer.privateKey),
    timestamp: issue(names.timestampAuthority, timestamp, leaf, timestampExtensions()),
    timestampKey: privateKeyPem(timestamp.privateKey),
  };
}

async function makeReception({ authority, leaf }: Validities): Promise<Files> {
  const [root, intermediate, backup, server, ecdsaServer] = await Promise.all([
    makeAuthority(names.receptionRoot),
    makeAuthority(names.receptionIntermediate),
    makeKeys(limits.devPki.authorityKeyBits),
    makeKeys(limits.devPki.leafKeyBits),
    makeEcdsaKeys(),
  ]);
  const issue = (issuer: Issuer, subject: Name, { publicKey }: KeyPair, validity: Validity, extensions: Extension[]): string =>
    makeCertificate({ subject, publicKey, issuer, validity, extensions });
  const rootPem = issue(root, root.name, root.keys, authority, authorityExtensions());
  const intermediatePem = issue(root, intermediate.name, intermediate.keys, authority, authorityExtensions(0));
  const chainOf = (key: 'rsa' | 'ecdsa', keys: KeyPair): string => {
    const extensions = serverExtensions({ key, eku: 'serverAuth', names: receptionNames, ips: receptionIps });
    return issue(intermediate, serverName(receptionNames[0] ?? ''), keys, leaf, extensions) + intermediatePem;
  };
  const rootCrl = makeCrl(root, leaf, [], 1);
  const intermediateCrl = makeCrl(intermediate, leaf, [], 1);
  const trust: Trust = {
    formatVersion: 1,
    ca: [rootPem],
    intermediates: [intermediatePem],
    crl: [rootCrl, intermediateCrl],
    pins: [spkiPin(intermediate.keys.publicKey), spkiPin(backup.publicKey)],
  };
  return {
    receptionRoot: rootPem,
    receptionRootKey: privateKeyPem(root.keys.privateKey),
    receptionIntermediate: intermediatePem,
    receptionIntermediateKey: privateKeyPem(intermediate.keys.privateKey),
    receptionChain: chainOf('rsa', server),
    receptionServerKey: privateKeyPem(server.privateKey),
    receptionEcdsaChain: chainOf('ecdsa', ecdsaServer),
    receptionEcdsaServerKey: privateKeyPem(ecdsaServer.privateKey),
    receptionRootCrl: rootCrl,
    receptionIntermediateCrl: intermediateCrl,
    trust: `${JSON.stringify(trust, null, 2)}\n`,
    backupKey: privateKeyPem(backup.privateKey),
  };
}

async function makeAuthority(name: Name): Promise<Issuer> {
  return { name, keys: await makeKeys(limits.devPki.authorityKeyBits) };
}

async function writeNew(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', isKey(path) ? 0o600 : 0o644);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
