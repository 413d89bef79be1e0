import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { describe, expect, it } from 'vitest';
import {
  createKeys,
  ensureDevelopmentKeys,
  keyNames,
  loadKeyFile,
  loadSigner,
  readPublicKey,
  readSecret,
  refuseDevelopmentKeys,
  type SigningErrorCode,
} from '../src/index.ts';
import { checkedKey, holds, keyIdOf, publicKeyOf, tufKey, type TufKey } from '../src/keys/tuf-key.ts';
import { useScratch } from './scratch.ts';

const scratch = useScratch();
const refused = (code: SigningErrorCode, message = ''): unknown => expect.objectContaining({ code, message: expect.stringContaining(message) });
const bytes = Buffer.from('to be signed');

/** y of the points of small order, below and above the prime, with either sign of x (RFC 8032 §5.1.3). */
const prime = 2n ** 255n - 19n;
const order8 = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;
const smallOrderKeys = [0n, 1n, prime - 1n, prime, prime + 1n, order8, prime - order8]
  .flatMap((y) => [y, y + 2n ** 255n])
  .map((number) => Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse().toString('hex'));
const ed25519 = (point: string): TufKey => ({ keytype: 'ed25519', scheme: 'ed25519', keyval: { public: point }, name: 'qa' });

describe('when keys are made', () => {
  it('each is an encrypted file that others cannot read, and a public half', async () => {
    const dir = join(scratch(), 'made');
    const [file] = await createKeys(dir, ['qa', 'release'], 'correct horse');
    expect((await readdir(dir)).sort()).toEqual(['qa.key.pem', 'qa.public.json', 'release.key.pem', 'release.public.json']);
    expect((await stat(join(dir, 'qa.key.pem'))).mode & 0o777).toBe(0o600);
    expect(await readPublicKey(dir, 'qa')).toEqual(file);
    const signer = await loadKeyFile(dir, 'qa', 'correct horse');
    expect([signer.keyId, signer.publicKey]).toEqual([file?.keyId, file?.key]);
    expect(holds(signer.publicKey, bytes, await signer.sign(bytes))).toBe(true);
  });

  it.each([
    { whose: 'a production key', isDevelopment: false, rounds: '4000' },
    { whose: 'a development key', isDevelopment: true, rounds: '02' },
  ])('openssl opens $whose with the same passphrase, finds scrypt in it, and gets the same public key', async ({ isDevelopment, rounds }) => {
    const dir = join(scratch(), `openssl-${rounds}`);
    const [file] = await createKeys(dir, ['root-1'], '合言葉', isDevelopment);
    const path = join(dir, 'root-1.key.pem');
    const { stdout } = await run('openssl', ['pkey', '-in', path, '-passin', 'env:TOGO_TEST_PASSPHRASE', '-pubout'], {
      env: { TOGO_TEST_PASSPHRASE: '合言葉' },
    });
    expect(tufKey(createPublicKey(stdout), 'root-1', isDevelopment)).toEqual(file?.key);
    expect((await run('openssl', ['asn1parse', '-in', path])).stdout).toMatch(new RegExp(`PBES2[^]*scrypt[^]*INTEGER +:${rounds}\\n[^]*aes-256-cbc`, 'i'));
  });

  it('a key is never replaced', async () => {
    const dir = join(scratch(), 'twice');
    await createKeys(dir, ['qa'], 'one');
    const before = await readFile(join(dir, 'qa.key.pem'), 'utf8');
    await expect(createKeys(dir, ['qa'], 'two')).rejects.toThrow(refused('KEY_EXISTS', 'qa.key.pem'));
    expect(await readFile(join(dir, 'qa.key.pem'), 'utf8')).toBe(before);
  });
});

describe('when a key cannot be opened', () => {
  it('a wrong passphrase is named as such, every time', async () => {
    const dir = join(scratch(), 'wrong');
    await createKeys(dir, ['qa'], 'right');
    for (let count = 0; count < 5; count += 1) await expect(loadKeyFile(dir, 'qa', `wrong ${count}`)).rejects.toThrow(refused('WRONG_PASSPHRASE', 'qa'));
  });

  it.each<[string, (pem: string) => string]>([
    ['empty', () => ''],
    ['cut off', (pem) => pem.slice(0, 150)],
    ['damaged in its first line', (pem) => pem.replace('\nMI', '\nAA')],
    ['no key', () => 'hello'],
    ['not encrypted', () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
  ])('a file that is %s is unreadable', async (how, change) => {
    const dir = join(scratch(), how);
    await createKeys(dir, ['qa'], 'right');
    const path = join(dir, 'qa.key.pem');
    await writeFile(path, change(await readFile(path, 'utf8')));
    await expect(loadKeyFile(dir, 'qa', 'right')).rejects.toThrow(refused('KEY_UNREADABLE', 'qa'));
  });

  it('a file that is not there is unreadable, and one that others can read is exposed', async () => {
    const dir = join(scratch(), 'exposed');
    await expect(loadKeyFile(dir, 'qa', 'x')).rejects.toThrow(refused('KEY_UNREADABLE', 'qa.key.pem cannot be read'));
    await createKeys(dir, ['qa'], 'x');
    await chmod(join(dir, 'qa.key.pem'), 0o640);
    await expect(loadKeyFile(dir, 'qa', 'x')).rejects.toThrow(refused('KEY_EXPOSED', 'qa.key.pem'));
  });

  it('a key of another kind is of no use', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
    await expect(loadSigner({ name: 'qa', pem, passphrase: 'x' })).rejects.toThrow(refused('KEY_UNUSABLE', 'expected an Ed25519 or P-256 key, got rsa'));
  });
});

describe('when a passphrase is asked for', () => {
  it('it comes from a file of its owner or from the environment', async () => {
    const path = join(scratch(), 'passphrase');
    await writeFile(path, 'correct horse\nsecond line\n', { mode: 0o600 });
    process.env['TOGO_TEST_SECRET'] = 'battery staple';
    expect([await readSecret(`file:${path}`), await readSecret('env:TOGO_TEST_SECRET')]).toEqual(['correct horse', 'battery staple']);
    await chmod(path, 0o644);
    await expect(readSecret(`file:${path}`)).rejects.toThrow(refused('SECRET_UNREADABLE', 'can be read by other users'));
  });

  it.each(['correct horse', 'file:/nowhere', 'env:TOGO_TEST_NOTHING', ''])('anything else is refused without being repeated: %j', async (source) => {
    const error: unknown = await readSecret(source).catch((reason: unknown) => reason);
    expect(error).toEqual(refused('SECRET_UNREADABLE'));
    expect((error as Error).message).not.toContain('correct horse');
  });
});

describe('when a public key is taken in', () => {
  it.each(smallOrderKeys)('a point of small order is refused, as anybody can sign with it: %s', (point) => {
    expect(() => checkedKey(ed25519(point))).toThrow(refused('KEY_UNUSABLE', 'small order'));
  });

  it('proper keys pass', () => {
    for (let count = 0; count < 20; count += 1)
      expect(tufKey(generateKeyPairSync('ed25519').publicKey, 'qa')).toMatchObject({ keytype: 'ed25519', name: 'qa' });
    expect(tufKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey, 'qa')).toMatchObject({ scheme: 'ecdsa-sha2-nistp256' });
  });

  it('an Ed25519 key is the same key in both spellings', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    expect(publicKeyOf(tufKey(publicKey, 'qa')).equals(publicKey)).toBe(true);
    expect(holds(tufKey(publicKey, 'qa'), bytes, sign(null, bytes, privateKey))).toBe(true);
  });

  it('a public half that was exchanged or damaged is refused', async () => {
    const dir = join(scratch(), 'exchanged');
    const [qa] = await createKeys(dir, ['qa', 'release'], 'x');
    const path = join(dir, 'qa.public.json');
    await writeFile(path, await readFile(join(dir, 'release.public.json')));
    await expect(readPublicKey(dir, 'qa')).rejects.toThrow(refused('KEY_UNREADABLE', 'expected the public key of qa'));
    await writeFile(path, JSON.stringify({ ...qa, keyId: keyIdOf(ed25519('00'.repeat(32))) }));
    await expect(readPublicKey(dir, 'qa')).rejects.toThrow(refused('KEY_UNREADABLE'));
    await writeFile(path, '{}');
    await expect(readPublicKey(dir, 'qa')).rejects.toThrow(refused('KEY_UNREADABLE'));
  });
});

describe('when a development machine has no keys yet', () => {
  it('makes all eight once, marked, also when two start at once', async () => {
    const dir = join(scratch(), 'development', 'tuf');
    const [one, two] = await Promise.all([ensureDevelopmentKeys(dir), ensureDevelopmentKeys(dir)]);
    expect(Object.keys(one)).toEqual(keyNames);
    expect(new Set(Object.values(one).map(({ publicKey }) => publicKey.keyval.public)).size).toBe(8);
    expect(Object.values(two).map(({ keyId }) => keyId)).toEqual(Object.values(one).map(({ keyId }) => keyId));
    expect(Object.values(one).every(({ publicKey }) => publicKey.development === true)).toBe(true);
    expect(await readdir(join(scratch(), 'development'))).toEqual(['tuf']);
  });

  it.each([
    'https://denso.kaigo.example/togo',
    's3://bucket',
    's3://bucket?endpoint=https://s3.example',
    'file://server/share',
    'https://localhost.example',
    'https://127.0.0.1.example',
    'nonsense',
  ])('refuses them for %s', async (origin) => {
    const signers = await ensureDevelopmentKeys(join(scratch(), 'development', 'tuf'));
    const keys = Object.values(signers).map(({ publicKey }) => publicKey);
    expect(() => refuseDevelopmentKeys(origin, keys)).toThrow(refused('DEVELOPMENT_KEYS', 'root-1'));
    expect(() =>
      refuseDevelopmentKeys(
        origin,
        keys.map(({ development: _mark, ...key }) => key),
      ),
    ).not.toThrow();
  });

  it.each([
    'file:///srv/origin',
    'https://localhost:8443',
    'http://127.0.0.1',
    'http://[::1]:80/x',
    's3://bucket/prefix?endpoint=http%3A%2F%2F127.0.0.1%3A7480',
  ])('takes them for %s', async (origin) => {
    const { qa } = await ensureDevelopmentKeys(join(scratch(), 'development', 'tuf'));
    expect(() => refuseDevelopmentKeys(origin, [qa.publicKey])).not.toThrow();
  });
});
