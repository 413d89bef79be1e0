import { createPrivateKey, createPublicKey } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { beforeAll, describe, expect, it } from 'vitest';
import { demandChecks, developmentIdentity, ensureDevPki, openSigningFolder, signAuthenticode, unsignedImage, unsignedSha256, verifyAuthenticode } from '../src/index.ts';
import type { AuthenticodeCheckId, DevPki, SignedFile, SigningIdentity, TokenKey } from '../src/index.ts';
import { makeCertificate, type Issuer } from '../src/pki/certificate.ts';
import { codeSigningExtensions, serverExtensions, timestampExtensions } from '../src/pki/extensions.ts';
import { makeKeys, privateKeyPem, type KeyPair } from '../src/pki/keys.ts';
import { layout } from '../src/pki/layout.ts';
import { names } from '../src/pki/names.ts';
import { limits } from '../src/limits.ts';
import { buildProgram, tampered } from './programs.ts';
import { useScratch } from './scratch.ts';
import { addEntry, append, dirtyPadding, flipCode, flipTimestamp, graftTimestamp, hideBehindSignature, stripSignature, transplantSignature } from './tamper.ts';
import { makeToken, readTokenKey, startTimestampServer } from '../testing/index.ts';

const scratch = useScratch();
let pki: DevPki;
let identity: SigningIdentity;
let unsigned: string;
let program: string;
let result: SignedFile;

beforeAll(async () => {
  pki = await ensureDevPki(join(scratch(), 'keys'));
  identity = developmentIdentity(pki, 'Togo test program');
  unsigned = await buildProgram(scratch(), 'unsigned');
  program = join(scratch(), 'signed.exe');
  await copyFile(unsigned, program);
  result = await signAuthenticode(program, identity);
});

const validity = { notBefore: limits.devPki.notBefore, notAfter: new Date('2040-01-01T00:00:00Z') };

async function rootIssuer(): Promise<Issuer> {
  const privateKey = createPrivateKey(await readFile(join(pki.dir, layout.codeSigningRootKey)));
  return { name: names.codeSigningRoot, keys: { privateKey, publicKey: createPublicKey(privateKey) } };
}

async function failures(file: string, eku?: string): Promise<AuthenticodeCheckId[]> {
  const { rootPem } = pki.codeSigning;
  const expected = { rootPem, tsaRootPem: pki.tsa.rootPem, organization: 'TOGO DEVELOPMENT', ...(eku === undefined ? {} : { eku }) };
  const checks = await verifyAuthenticode(file, expected);
  expect(checks).toHaveLength(8);
  return checks.filter((check) => !check.ok).map((check) => check.id);
}

async function copyOf(file: string, name: string): Promise<string> {
  return await tampered(file, name, (bytes) => bytes);
}

describe('when a program is signed', () => {
  it('passes every check', async () => {
    expect(await failures(program)).toEqual([]);
  });

  it('keeps the program itself: its unsigned image is the one that was built', async () => {
    const [before, after] = [await readFile(unsigned), await readFile(program)];
    expect(after.length).toBeGreaterThan(before.length);
    expect(unsignedImage(after).equals(unsignedImage(before))).toBe(true);
    expect(result.unsignedSha256).toBe(unsignedSha256(after));
  });

  it('leaves nothing beside it and keeps its mode', async () => {
    expect((await readdir(scratch())).filter((name) => name.startsWith('.'))).toEqual([]);
    expect((await stat(program)).mode).toBe((await stat(unsigned)).mode);
  });

  it('replaces an earlier signature of the same signer instead of adding one', async () => {
    const twice = await copyOf(program, 'twice');
    const again = await signAuthenticode(twice, identity);
    expect(again.unsignedSha256).toBe(result.unsignedSha256);
    expect((await stat(twice)).size).toBe((await stat(program)).size);
    expect(await failures(twice)).toEqual([]);
  });

  it('says who signed and what for, readable by other tools', async () => {
    const { stdout } = await run('osslsigncode', ['verify', '-ignore-crl', '-in', program], { okExitCodes: [1] });
    expect(stdout).toContain('Text description: Togo test program');
    expect(stdout).toContain('/O=TOGO DEVELOPMENT/CN=');
  });
});

describe('when a time-stamp server is used', () => {
  it('takes its timestamp into the signature', async () => {
    const file = await copyOf(unsigned, 'server-stamped');
    const server = await startTimestampServer(scratch(), pki);
    try {
      await signAuthenticode(file, { ...identity, timestamp: { url: server.url, rootPem: pki.tsa.rootPem } });
      expect(server.asked()).toBe(1);
      expect(await failures(file)).toEqual([]);
    } finally {
      await server.close();
    }
  });

  it('takes one for each program, when programs are signed at the same time', async () => {
    const files = await Promise.all(['first', 'second', 'third', 'fourth'].map((name) => copyOf(unsigned, `${name}-stamped`)));
    const server = await startTimestampServer(scratch(), pki);
    try {
      await Promise.all(files.map((file) => signAuthenticode(file, { ...identity, timestamp: { url: server.url, rootPem: pki.tsa.rootPem } })));
      expect(server.asked()).toBe(4);
      expect(await Promise.all(files.map((file) => failures(file)))).toEqual([[], [], [], []]);
    } finally {
      await server.close();
    }
  });

  it('refuses a server whose certificate does not lead to the expected root', async () => {
    const file = await copyOf(unsigned, 'stranger-stamped');
    const stranger = await ensureDevPki(join(scratch(), 'stranger'));
    const server = await startTimestampServer(scratch(), stranger);
    try {
      const signing = signAuthenticode(file, { ...identity, timestamp: { url: server.url, rootPem: pki.tsa.rootPem } });
      await expect(signing).rejects.toMatchObject({ code: 'CHECK_FAILED', message: expect.stringContaining('signature.timestamp') });
      expect((await readFile(file)).equals(await readFile(unsigned))).toBe(true);
    } finally {
      await server.close();
    }
  });
});

describe('when a signed program was tampered with', () => {
  const hashes = ['signature.digest', 'signature.chain', 'signature.timestamp'];
  const all = ['signature.present', 'signature.table', 'signature.attributes', ...hashes, 'signature.eku', 'signature.organization'];

  it.each([
    { name: 'one bit of its code changed', change: flipCode, expected: hashes },
    { name: '8 bytes appended', change: (bytes: Buffer) => append(bytes, 8), expected: ['signature.table', ...hashes] },
    { name: 'bytes hidden behind the PKCS#7 in the certificate table', change: hideBehindSignature, expected: ['signature.table'] },
    { name: 'zero bytes hidden there', change: dirtyPadding, expected: ['signature.table'] },
    { name: 'a second entry in the certificate table', change: addEntry, expected: ['signature.table', ...hashes] },
    { name: 'one bit of the timestamp changed', change: flipTimestamp, expected: ['signature.timestamp'] },
    { name: 'its signature stripped', change: stripSignature, expected: all },
    { name: 'its last 1000 bytes cut off', change: (bytes: Buffer) => bytes.subarray(0, -1000), expected: all },
    { name: 'only its headers left', change: (bytes: Buffer) => bytes.subarray(0, 100), expected: all },
    { name: 'nothing left', change: () => Buffer.alloc(0), expected: all },
  ])('refuses it: $name', async ({ name, change, expected }) => {
    expect(await failures(await tampered(program, name.replaceAll(/\W/g, ''), change))).toEqual(expected);
  });

  it('refuses a signature that was made for another program', async () => {
    const other = await buildProgram(scratch(), 'other', 7);
    await signAuthenticode(other, identity);
    const donor = await readFile(other);
    expect(await failures(await tampered(program, 'transplant', (bytes) => transplantSignature(bytes, donor)))).toEqual(hashes);
  });

  it('refuses a timestamp that was made for another signature', async () => {
    const other = join(scratch(), 'other.exe');
    const grafted = await tampered(program, 'graft', (bytes) => bytes);
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await signAuthenticode(other, identity);
      const whole = graftTimestamp(await readFile(program), await readFile(other));
      if (whole === undefined) continue;
      await writeFile(grafted, whole);
      expect(await failures(grafted)).toEqual(['signature.timestamp']);
      return;
    }
    throw new Error('no two timestamps of equal length in 20 attempts');
  });

  it('refuses bytes hidden in an unsigned attribute, though osslsigncode accepts them', async () => {
    const stuffed = join(scratch(), 'stuffed.exe');
    await run('osslsigncode', ['add', '-addUnauthenticatedBlob', '-in', program, '-out', stuffed]);
    expect(await failures(stuffed)).toEqual(['signature.attributes']);
  });

  it('refuses a second signature nested in the first', async () => {
    const nested = join(scratch(), 'nested.exe');
    const cert = join(scratch(), 'nested.pem');
    await writeFile(cert, identity.certPem);
    await run('osslsigncode', ['sign', '-nest', '-certs', cert, '-key', pki.codeSigning.keyPath, '-h', 'sha256', '-in', program, '-out', nested]);
    expect(await failures(nested)).toEqual(expect.arrayContaining(['signature.attributes', 'signature.chain']));
  });

  it('names the failed check with what was expected and found', async () => {
    const bad = await tampered(program, 'named', hideBehindSignature);
    const checks = await verifyAuthenticode(bad, { rootPem: pki.codeSigning.rootPem, tsaRootPem: pki.tsa.rootPem });
    const message = /named\.exe failed 1 of 7 checks\n {2}signature\.table: expected nothing but .*; got \d+ bytes behind the PKCS#7/;
    expect(() => demandChecks('named.exe', checks)).toThrow(message);
    expect(() => demandChecks('nothing', [])).toThrow('0 of 0');
  });
});

describe('when the signer is not the right one', () => {
  /** Signs with osslsigncode itself: signAuthenticode would refuse to leave such a file. */
  async function signRaw(name: string, args: string[]): Promise<string> {
    const output = join(scratch(), `${name}.exe`);
    await run('osslsigncode', ['sign', '-h', 'sha256', ...args, '-in', unsigned, '-out', output]);
    return output;
  }

  async function writeIdentity(name: string, makePem: (keys: KeyPair) => string): Promise<[string, string]> {
    const keys = await makeKeys(2048);
    const [cert, key] = [join(scratch(), `${name}.crt.pem`), join(scratch(), `${name}.key.pem`)];
    await writeFile(cert, makePem(keys));
    await writeFile(key, privateKeyPem(keys.privateKey), { mode: 0o600 });
    return [cert, key];
  }

  async function tsaArguments(): Promise<string[]> {
    const cert = join(scratch(), 'tsa.pem');
    await writeFile(cert, pki.tsa.certPem);
    return ['-TSA-certs', cert, '-TSA-key', pki.tsa.keyPath];
  }

  it('refuses a certificate of the same root that is for servers', async () => {
    const issuer = await rootIssuer();
    const extensions = serverExtensions({ key: 'rsa', eku: 'serverAuth', names: ['localhost'], ips: [] });
    const subject = { organization: 'TOGO DEVELOPMENT', commonName: 'server' };
    const [cert, key] = await writeIdentity('server', ({ publicKey }) => makeCertificate({ subject, publicKey, issuer, validity, extensions }));
    const file = await signRaw('server', ['-certs', cert, '-key', key, ...(await tsaArguments())]);
    expect(await failures(file)).toEqual(['signature.chain', 'signature.eku']);
  });

  it('refuses a certificate without any extended key usage', async () => {
    const issuer = await rootIssuer();
    const subject = { organization: 'TOGO DEVELOPMENT', commonName: 'anything' };
    const [cert, key] = await writeIdentity('anything', ({ publicKey }) => makeCertificate({ subject, publicKey, issuer, validity, extensions: [] }));
    const file = await signRaw('anything', ['-certs', cert, '-key', key, ...(await tsaArguments())]);
    expect(await failures(file)).toContain('signature.eku');
  });

  it('refuses a signer under a root of its own with the same names', async () => {
    const stranger = await ensureDevPki(join(scratch(), 'stranger'));
    const file = await copyOf(unsigned, 'stranger');
    await signAuthenticode(file, developmentIdentity(stranger, 'stranger'));
    expect(await failures(file)).toEqual(['signature.chain', 'signature.timestamp']);
  });

  it('refuses a timestamp of an authority that nobody knows', async () => {
    const name = { organization: 'TOGO DEVELOPMENT', commonName: 'unknown TSA' };
    const [cert, key] = await writeIdentity('tsa', (keys) =>
      makeCertificate({ subject: name, publicKey: keys.publicKey, issuer: { name, keys }, validity, extensions: timestampExtensions() }),
    );
    const signer = join(scratch(), 'signer.pem');
    await writeFile(signer, identity.certPem);
    const file = await signRaw('unknown-tsa', ['-certs', signer, '-key', pki.codeSigning.keyPath, '-TSA-certs', cert, '-TSA-key', key]);
    expect(await failures(file)).toContain('signature.timestamp');
  });

  it('refuses a signature without a timestamp', async () => {
    const signer = join(scratch(), 'signer2.pem');
    await writeFile(signer, identity.certPem);
    const file = await signRaw('no-timestamp', ['-certs', signer, '-key', pki.codeSigning.keyPath]);
    expect(await failures(file)).toEqual(['signature.timestamp']);
  });

  it('refuses a SHA-1 signature', async () => {
    const signer = join(scratch(), 'signer3.pem');
    await writeFile(signer, identity.certPem);
    const file = await signRaw('sha1', ['-h', 'sha1', '-certs', signer, '-key', pki.codeSigning.keyPath, ...(await tsaArguments())]);
    expect(await failures(file)).toContain('signature.digest');
  });

  it('refuses a signer without the demanded publisher usage', async () => {
    expect(await failures(program, '1.3.6.1.4.1.311.97.1.2.3')).toEqual(['signature.eku']);
  });
});

describe('when a file should not or cannot be signed', () => {
  async function refusal(file: string, changed: Partial<SigningIdentity>): Promise<unknown> {
    const before = await readFile(file);
    const error: unknown = await signAuthenticode(file, { ...identity, ...changed }).then(
      () => 'signed',
      (reason: unknown) => reason,
    );
    expect((await readFile(file)).equals(before)).toBe(true);
    expect((await readdir(scratch())).filter((name) => name.startsWith('.'))).toEqual([]);
    return error;
  }

  it("refuses to destroy somebody else's signature", async () => {
    const stranger = await ensureDevPki(join(scratch(), 'stranger'));
    const theirs = await copyOf(program, 'theirs');
    const message: unknown = expect.stringContaining('TOGO DEVELOPMENT');
    expect(await refusal(theirs, developmentIdentity(stranger, 'x'))).toMatchObject({ code: 'FOREIGN_SIGNATURE', message });
  });

  it('refuses bytes behind an earlier signature, which would vanish', async () => {
    const padded = await tampered(program, 'padded', (bytes) => append(bytes, 8));
    expect(await refusal(padded, {})).toMatchObject({ code: 'PE_UNREADABLE' });
  });

  it('refuses a text file', async () => {
    const text = join(scratch(), 'text.exe');
    await writeFile(text, 'MZ is how a program starts, but this is none. '.repeat(9));
    expect(await refusal(text, {})).toMatchObject({ code: 'PE_UNREADABLE' });
  });

  it('refuses a description that Windows would show as garbage', async () => {
    expect(await refusal(await copyOf(unsigned, 'japanese'), { description: '統合インストーラ' })).toMatchObject({ code: 'DESCRIPTION_UNUSABLE' });
  });

  it('leaves the file alone when the key file is missing', async () => {
    expect(await refusal(await copyOf(unsigned, 'nokey'), { key: join(scratch(), 'no such key') })).toMatchObject({ code: 'SIGN_FAILED' });
  });

  it('leaves the file alone when the time-stamp server does not answer', async () => {
    const timestamp = { url: 'http://127.0.0.1:9/', rootPem: pki.tsa.rootPem };
    expect(await refusal(await copyOf(unsigned, 'notsa'), { timestamp })).toMatchObject({ code: 'SIGN_FAILED' });
  });
});

describe('when the key is in a token', () => {
  let inToken: SigningIdentity;
  beforeAll(async () => {
    const token = await makeToken(scratch(), ['code signer'], 'rsa:3072');
    const publicKey = createPublicKey({ key: await readTokenKey(token, '01'), format: 'der', type: 'spki' });
    const certPem = makeCertificate({ subject: names.codeSigner, publicKey, issuer: await rootIssuer(), validity, extensions: codeSigningExtensions() });
    inToken = { ...identity, certPem, key: token };
  });

  it('a program is signed by it and passes every check', async () => {
    const file = await copyOf(unsigned, 'token');
    await signAuthenticode(file, inToken);
    expect(await failures(file)).toEqual([]);
  });

  it('the folder of a production signer names it, and the PIN comes from elsewhere', async () => {
    const { pin, ...place } = inToken.key as TokenKey;
    const folder = join(scratch(), 'signer');
    await mkdir(folder);
    const subject = { organization: 'An operator', commonName: 'An operator' };
    const signer = makeCertificate({ subject, publicKey: (await makeKeys(2048)).publicKey, issuer: await rootIssuer(), validity, extensions: codeSigningExtensions() });
    const parts = { 'signer.pem': signer, 'chain.pem': pki.codeSigning.rootPem, 'timestamp-url': 'http://127.0.0.1:9/\n', 'timestamp-root.pem': pki.tsa.rootPem, 'trust.json': '{}', 'root.json': '{}' };
    for (const [name, text] of Object.entries(parts)) await writeFile(join(folder, name), text);
    await writeFile(join(folder, 'signer.token.json'), JSON.stringify(place));
    await writeFile(join(folder, 'pin'), pin, { mode: 0o600 });
    const { identity: opened } = await openSigningFolder(folder, `file:${join(folder, 'pin')}`, 'Togo');
    expect(opened).toMatchObject({ key: inToken.key, timestamp: { url: 'http://127.0.0.1:9/' }, description: 'Togo' });
    await writeFile(join(folder, 'signer.token.json'), '{}');
    await expect(openSigningFolder(folder, `file:${join(folder, 'pin')}`, 'Togo')).rejects.toMatchObject({ code: 'SIGNING_FOLDER' });
  });

  it('a wrong PIN leaves the program alone and is not repeated', async () => {
    const file = await copyOf(unsigned, 'wrong-pin');
    const before = await readFile(file);
    const wrong = { ...inToken, key: { ...(inToken.key as TokenKey), pin: '999999' } };
    const error: unknown = await signAuthenticode(file, wrong).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'SIGN_FAILED' });
    expect((error as Error).message).not.toContain('999999');
    expect((await readFile(file)).equals(before)).toBe(true);
  });
});
