import { createHash, X509Certificate } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock, type Clock } from '@togo/foundation';
import { listFiles } from '@togo/foundation/files';
import { beforeAll, describe, expect, it } from 'vitest';
import { CertificateService } from '../src/certificates/certificate-service.ts';
import type { P12Reader } from '../src/certificates/p12-reader.ts';
import { encryptions, forgeP12, makeEcPair, makeKey, makeP12, makePair, password, type Pair } from './certificate-files.ts';
import { bundledP12Reader } from './client-bundle.ts';
import { makeTempFolder } from './temp-folder.ts';

const patience = { timeout: 120_000 };
const day = 86_400_000;
const inDays = (days: number): Clock => ({ now: () => new Date(Date.now() + days * day) });

let reader: P12Reader;
beforeAll(async () => {
  reader = await bundledP12Reader();
});

interface Office {
  readonly service: CertificateService;
  readonly folder: string;
  readonly log: readonly string[];
  /** The same folder, as it is some days later, or with another user ID in the settings. */
  readonly later: (clock: Clock, userId?: string) => CertificateService;
}

async function openOffice(userId?: string): Promise<Office> {
  const folder = join(await makeTempFolder(), 'certificates');
  const log: string[] = [];
  const later = (clock: Clock, id = userId): CertificateService =>
    new CertificateService({ folder, reader, readUserId: () => Promise.resolve(id) }, clock, { write: (event, facts) => void log.push(JSON.stringify([event, facts])) });
  return { service: later(systemClock), folder, log, later };
}

const fingerprintOf = ({ certificate }: Pair): string => createHash('sha256').update(new X509Certificate(certificate).raw).digest('hex');

describe('when a .p12 file is taken in', patience, () => {
  it.each(Object.keys(encryptions) as (keyof typeof encryptions)[])('reads the encryption %s, and keeps certificate and key', async (encryption) => {
    const { service } = await openOffice();
    const pair = makePair();
    const { certificate, remarks } = await service.importP12(await makeP12(pair, { encryption }), password);
    expect(certificate).toMatchObject({ fingerprint: fingerprintOf(pair), name: 'KJ131312345678', userId: 'KJ131312345678', kind: { name: '介護保険証明書' } });
    expect(remarks).toEqual([]);
    const { cert, key } = await service.unlock(password);
    expect(new X509Certificate(cert).raw).toEqual(new X509Certificate(pair.certificate).raw);
    expect(key).toBe(pair.key);
  });

  it.each(['aes256', '3des'] as const)('reads what node-forge wrote with %s', async (algorithm) => {
    const { service } = await openOffice();
    await service.importP12(forgeP12(makePair(), algorithm), password);
    expect((await service.list()).certificates).toMatchObject([{ isInUse: true, validity: 'valid', daysLeft: 400 }]);
  });

  it('reads an EC key', async () => {
    const { service } = await openOffice();
    const pair = await makeEcPair('P-256');
    await service.importP12(await makeP12(pair), password);
    expect((await service.unlock(password)).key).toBe(pair.key);
  });

  it('keeps the certificates of the issuers behind its own', async () => {
    const { service } = await openOffice();
    const pair = makePair();
    const { certificate: issuer } = await makeEcPair('P-384');
    await service.importP12(await makeP12({ ...pair, certificate: pair.certificate + issuer }), password);
    const { cert } = await service.unlock(password);
    expect(cert.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(2);
    expect(new X509Certificate(cert).raw).toEqual(new X509Certificate(pair.certificate).raw);
  });

  it('takes the pair that lasts longest, when a file holds an old and a new one', async () => {
    const { service } = await openOffice();
    const [old, fresh] = [makePair({ until: 10 }), makePair({ until: 700, key: makeKey() })];
    const { key, certificate } = old;
    const both = await makeP12({ key, certificate: certificate + fresh.certificate });
    expect((await service.importP12(both, password)).certificate.fingerprint).toBe(fingerprintOf(old));
    expect((await service.importP12(await makeP12(fresh), password)).certificate.fingerprint).toBe(fingerprintOf(fresh));
  });

  it('writes neither the password nor an open key, and only for its owner', async () => {
    const { service, folder, log } = await openOffice();
    const pair = makePair();
    await service.importP12(await makeP12(pair, { encryption: 'rc2' }), password);
    const paths = (await listFiles(folder)).map((name) => join(folder, name));
    expect(paths.map((path) => path.slice(folder.length + 66))).toEqual(['certificate.pem', 'key.pem']);
    const openKey = pair.key.split('\n').slice(1, -2);
    for (const path of paths) {
      const text = await readFile(path, 'utf8');
      expect(text).not.toContain(password);
      expect(text).not.toMatch(/BEGIN (?:RSA |EC )?PRIVATE KEY/);
      for (const line of openKey) expect(text).not.toContain(line);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
    }
    expect(log.join('\n')).toContain('certificate-imported');
    expect(log.join('\n')).not.toContain(password);
  });

  it('encrypts the key so that OpenSSL opens it with the password, and with no other', async () => {
    const { service } = await openOffice();
    await service.importP12(await makeP12(makePair()), password);
    service.lock();
    await expect(service.unlock('kaigo2021pass')).rejects.toMatchObject({ code: 'C-714' });
    expect(await service.forConnection()).toBeUndefined();
    await service.unlock(password);
    expect((await service.forConnection())?.key).toMatch(/BEGIN\sPRIVATE KEY/);
    service.lock();
    expect(await service.forConnection()).toBeUndefined();
  });

  it('is unlocked at once when it comes into use, and only then', async () => {
    const { service } = await openOffice();
    const pair = makePair({ until: 400 });
    await service.importP12(await makeP12(pair), password);
    expect((await service.forConnection())?.key).toBe(pair.key);
    await service.importP12(await makeP12(makePair({ until: 100, key: makeKey() })), password);
    expect((await service.forConnection())?.key).toBe(pair.key);
  });

  it('takes the same certificate in again under another password', async () => {
    const { service } = await openOffice();
    const pair = makePair();
    await service.importP12(await makeP12(pair), password);
    await service.importP12(await makeP12(pair, { password: '別のPassword9' }), '別のPassword9');
    expect((await service.list()).certificates).toHaveLength(1);
    await expect(service.unlock(password)).rejects.toMatchObject({ code: 'C-714' });
    await service.unlock('別のPassword9');
  });
});

describe('when a .p12 file is not what it should be', patience, () => {
  const stranger = makeKey();
  const refused: Readonly<Record<string, readonly [string, () => Promise<Uint8Array> | Uint8Array]>> = {
    'another password, AES': ['C-701', () => makeP12(makePair(), { password: 'Other12345' })],
    'another password, RC2': ['C-701', () => makeP12(makePair(), { encryption: 'rc2', password: 'Other12345' })],
    'no .p12 file': ['C-702', () => Buffer.from('整理番号,氏名\r\n')],
    'an empty file': ['C-702', () => new Uint8Array()],
    'half a file': ['C-702', async () => (await makeP12(makePair())).subarray(0, 1000)],
    'a PEM file': ['C-702', () => Buffer.from(makePair().certificate)],
    'no checksum': ['C-702', () => makeP12(makePair(), { more: ['-nomac'] })],
    'no private key': ['C-703', () => makeP12({ ...makePair(), key: '' })],
    'a key for another certificate': ['C-704', () => forgeP12({ ...makePair(), key: stranger })],
    'a key without a certificate': ['C-704', () => makeP12({ ...makePair(), certificate: '' })],
    'a certificate that has ended': ['C-705', () => makeP12(makePair({ from: -400, until: -1 }))],
    '障害者総合支援証明書': ['C-707', () => makeP12(makePair({ unit: '障害者総合支援' }))],
    'a short RSA key': ['C-709', () => makeP12(makePair({ key: makeKey(1024) }))],
    'a curve that TLS does not use here': ['C-709', async () => makeP12(await makeEcPair('secp256k1'))],
    'a file of 200 KB': ['C-710', () => new Uint8Array(200_000)],
  };

  it.each(Object.entries(refused))('refuses %s with its code, and keeps nothing', async (_what, [code, make]) => {
    const { service, folder, log } = await openOffice();
    await expect(service.importP12(await make(), password)).rejects.toMatchObject({ code });
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(log.join()).not.toContain(password);
  });

  it('takes in one that is not valid yet, and says from when on it is', async () => {
    const { service, later } = await openOffice();
    const { remarks } = await service.importP12(await makeP12(makePair({ from: 20, until: 400 })), password);
    expect(remarks).toMatchObject([{ code: 'C-706', explanation: expect.stringMatching(/^有効期間\(\d+年\d+月\d+日\(.\)から\)が/) }]);
    await expect(service.unlock(password)).rejects.toMatchObject({ code: 'C-719' });
    expect((await later(inDays(21)).list()).certificates).toMatchObject([{ isInUse: true }]);
  });

  it('warns of one that names another user, and does not use it by itself', async () => {
    const { service } = await openOffice('KJ272798765432');
    expect((await service.importP12(await makeP12(makePair()), password)).remarks).toMatchObject([{ code: 'C-708' }]);
    const { certificates } = await service.list();
    expect(certificates).toMatchObject([{ isOfAnother: true, isInUse: false }]);
    await service.choose(certificates[0]?.fingerprint ?? '');
    expect((await service.list()).certificates).toMatchObject([{ isInUse: true }]);
  });

  it('says so when its kind is not known', async () => {
    const { service } = await openOffice();
    expect((await service.importP12(await makeP12(makePair({ unit: '電子請求' })), password)).remarks).toMatchObject([{ code: 'C-718' }]);
  });

  it('cannot take a subject for more than it says', async () => {
    const { service } = await openOffice();
    const { certificate } = await service.importP12(await makeP12(makePair({ name: '太郎\nOU=代理人, CN=KJ131312345678', unit: '不明' })), password);
    expect(certificate).toMatchObject({ userId: undefined, kind: undefined });
  });
});

describe('when an old certificate lies beside a new one', patience, () => {
  async function openBoth(): Promise<Office & { readonly old: string; readonly fresh: string }> {
    const office = await openOffice();
    const [old, fresh] = [makePair({ until: 60 }), makePair({ from: -1, until: 1000, unit: '介護・障害共通' })];
    for (const pair of [fresh, old]) await office.service.importP12(await makeP12(pair), password);
    return { ...office, old: fingerprintOf(old), fresh: fingerprintOf(fresh) };
  }
  const used = async (service: CertificateService): Promise<string | undefined> => (await service.inUse())?.fingerprint;

  it('uses the new one, until the old one is chosen, and the new one again when the old one ends', async () => {
    const { service, later, old, fresh } = await openBoth();
    expect(await used(service)).toBe(fresh);
    await service.choose(old);
    expect(await used(service)).toBe(old);
    expect(await used(later(inDays(61)))).toBe(fresh);
    await service.choose(fresh);
    expect(await used(service)).toBe(fresh);
  });

  it('needs no choice to go on to the next one, once the newest was chosen', async () => {
    const { service, fresh } = await openBoth();
    await service.choose(fresh);
    const next = makePair({ until: 2000 });
    await service.importP12(await makeP12(next), password);
    expect(await used(service)).toBe(fingerprintOf(next));
  });

  it('forgets the key in memory when another comes into use', async () => {
    const { service, old } = await openBoth();
    expect(await service.forConnection()).toBeDefined();
    await service.choose(old);
    expect(await service.forConnection()).toBeUndefined();
  });

  it('removes one with its key, and leaves the other', async () => {
    const { service, folder, old, fresh } = await openBoth();
    await service.remove(old);
    expect(await readdir(folder)).toEqual([fresh]);
    await expect(service.remove(old)).rejects.toMatchObject({ code: 'C-715' });
    await expect(service.choose('../../settings')).rejects.toMatchObject({ code: 'C-715' });
  });

  it('counts what it cannot read, and uses the rest', async () => {
    const { service, folder, fresh, old } = await openBoth();
    await writeFile(join(folder, fresh, 'certificate.pem'), 'broken');
    expect(await service.list()).toMatchObject({ damaged: 1, certificates: [{ fingerprint: old, isInUse: true }] });
  });
});

describe('when a connection is about to be made', patience, () => {
  it('goes without a certificate where there never was one, and is refused once the only one has ended or its successor is to come', async () => {
    const { service, later } = await openOffice();
    expect(await service.forConnection()).toBeUndefined();
    await service.importP12(await makeP12(makePair({ until: 80 })), password);
    expect(await service.isLocked()).toBe(false);
    expect(await later(inDays(79)).isLocked()).toBe(true);
    await expect(later(inDays(81)).forConnection()).rejects.toMatchObject({ code: 'C-717' });
    expect(await later(inDays(81)).isLocked()).toBe(false);
    await service.importP12(await makeP12(makePair({ from: 90, until: 400, key: makeKey() })), password);
    await expect(later(inDays(81)).forConnection()).rejects.toMatchObject({ code: 'C-706' });
    expect(await later(inDays(91)).forConnection()).toBeUndefined();
    expect(await later(inDays(91)).isLocked()).toBe(true);
  });
});

describe('when the first page asks what there is to do', patience, () => {
  it('warns of the end of the one in use, until the next one is there', async () => {
    const { service, later } = await openOffice();
    expect(await service.notice()).toBeUndefined();
    await service.importP12(await makeP12(makePair({ until: 80 })), password);
    expect(await service.notice()).toMatchObject({ code: 'C-716' });
    await service.importP12(await makeP12(makePair({ from: 70, until: 1100 })), password);
    expect(await service.notice()).toBeUndefined();
    expect(await later(inDays(1101)).notice()).toMatchObject({ code: 'C-717' });
  });
});
