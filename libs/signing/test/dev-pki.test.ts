import { createPublicKey, X509Certificate } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rm, stat, utimes, watch, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fixedClock, type Clock } from '@togo/foundation';
import { listFiles } from '@togo/foundation/files';
import { run } from '@togo/foundation/run';
import { parseTrust, spkiPin } from '@togo/tls-policy';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureDevPki } from '../src/index.ts';
import type { EnsuredDevPki } from '../src/index.ts';
import { layout } from '../src/pki/layout.ts';
import { useScratch } from './scratch.ts';

const scratch = useScratch();
const clock = fixedClock('2026-11-22T12:00:00+09:00');
let pki: EnsuredDevPki;

beforeAll(async () => {
  pki = await ensureDevPki(join(scratch(), 'keys'), clock);
});

const at = (name: keyof typeof layout): string => join(pki.dir, layout[name]);
const certificate = async (name: keyof typeof layout): Promise<X509Certificate> => new X509Certificate(await readFile(at(name)));

/** Making keys is slow; what happens to them later needs no new ones. */
async function copyOfKeys(name: string): Promise<string> {
  const folder = join(scratch(), name);
  await cp(join(scratch(), 'keys'), folder, { recursive: true });
  return folder;
}

async function opensslVerify(...args: string[]): Promise<string> {
  const { stdout, stderr } = await run('openssl', ['verify', '-x509_strict', ...args], { okExitCodes: [0, 2] });
  return stdout + stderr;
}

describe('when development keys are made', () => {
  it('says in the folder and in every subject that they are for development', async () => {
    expect(JSON.parse(await readFile(at('marker'), 'utf8'))).toMatchObject({ formatVersion: 1, kind: 'development', notAfter: '2028-11-21T03:00:00.000Z' });
    expect(pki).toMatchObject({ marker: 'development', origin: 'made', notAfter: new Date('2028-11-21T03:00:00Z') });
    const names = ['codeSigningRoot', 'codeSigner', 'timestamp', 'receptionRoot', 'receptionIntermediate', 'receptionChain', 'receptionEcdsaChain'] as const;
    for (const name of names) {
      expect((await certificate(name)).subject).toContain('O=TOGO DEVELOPMENT');
    }
    expect((await certificate('codeSigner')).subject).toContain('CN=テスト署名');
  });

  it('lets nobody else read a private key', async () => {
    const keys = (await listFiles(pki.dir)).filter((path) => path.endsWith('.key.pem'));
    expect(keys).toHaveLength(8);
    for (const key of keys) expect((await stat(join(pki.dir, key))).mode & 0o777).toBe(0o600);
    for (const folder of [join(scratch(), 'keys'), pki.dir, join(pki.dir, 'offline')]) expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const file of await listFiles(pki.dir)) {
      if (!keys.includes(file)) expect(await readFile(join(pki.dir, file), 'utf8')).not.toContain('PRIVATE KEY');
    }
  });

  it('uses RSA of 3072 bits for authorities and 2048 for the rest, and ECDSA on P-256 for the second server certificate', async () => {
    const bits = async (name: keyof typeof layout): Promise<number | undefined> => (await certificate(name)).publicKey.asymmetricKeyDetails?.modulusLength;
    for (const name of ['codeSigningRoot', 'receptionRoot', 'receptionIntermediate'] as const) expect(await bits(name)).toBe(3072);
    for (const name of ['codeSigner', 'timestamp', 'receptionChain'] as const) expect(await bits(name)).toBe(2048);
    expect((await certificate('receptionEcdsaChain')).publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  });

  it('makes chains that openssl accepts for their purpose, with a revocation list for each authority', async () => {
    const now = ['-attime', String(clock.now().getTime() / 1000)];
    const lists = ['-crl_check_all', '-CRLfile', at('receptionRootCrl'), '-CRLfile', at('receptionIntermediateCrl')];
    const chain = ['-CAfile', at('receptionRoot'), '-untrusted', at('receptionIntermediate')];
    const names = ['-purpose', 'sslserver', '-verify_ip', '127.0.0.1'];
    for (const name of ['receptionChain', 'receptionEcdsaChain'] as const) {
      const server = join(scratch(), `${name}.pem`);
      await writeFile(server, (await certificate(name)).toString());
      for (const host of ['denso.kaigo.example', 'localhost']) {
        expect(await opensslVerify(...now, ...lists, ...chain, ...names, '-verify_hostname', host, server)).toContain(`${server}: OK`);
      }
      expect(await opensslVerify(...now, ...lists.slice(0, 3), ...chain, server)).toContain('unable to get certificate CRL');
      expect(await opensslVerify(...now, ...chain, '-purpose', 'sslserver', '-verify_hostname', 'other.example', server)).toContain('hostname mismatch');
    }
    const stamping = [...now, '-CAfile', at('codeSigningRoot'), '-purpose', 'timestampsign'];
    expect(await opensslVerify(...stamping, at('timestamp'))).toContain(': OK');
    expect(await opensslVerify(...stamping, at('codeSigner'))).toContain('unsuitable certificate purpose');
  });

  it('is valid under the clock of the April 2021 schedule too', async () => {
    const cutover = ['-attime', String(Date.parse('2021-04-19T10:00:00+09:00') / 1000)];
    expect(await opensslVerify(...cutover, '-CAfile', at('codeSigningRoot'), at('codeSigner'))).toContain(': OK');
  });

  it('gives each end certificate one use', async () => {
    expect((await certificate('codeSigner')).keyUsage).toEqual(['1.3.6.1.5.5.7.3.3']);
    expect((await certificate('timestamp')).keyUsage).toEqual(['1.3.6.1.5.5.7.3.8']);
    for (const name of ['receptionChain', 'receptionEcdsaChain'] as const) expect((await certificate(name)).keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    const { stdout } = await run('openssl', ['x509', '-in', at('timestamp'), '-noout', '-ext', 'extendedKeyUsage']);
    expect(stdout).toContain('critical');
  });

  it('writes a trust file that the client accepts, with the pins of the intermediate and of a key kept apart', async () => {
    const trust = parseTrust(await readFile(pki.reception.trustPath, 'utf8'));
    expect(trust.crl).toHaveLength(2);
    const { stdout } = await run('openssl', ['pkey', '-in', at('backupKey'), '-pubout']);
    expect(trust.pins).toEqual([spkiPin((await certificate('receptionIntermediate')).publicKey), spkiPin(createPublicKey(stdout))]);
  });
});

describe('when development keys are there already', () => {
  it('uses the same ones again', async () => {
    const before = await listFiles(join(scratch(), 'keys'));
    expect(await ensureDevPki(join(scratch(), 'keys'), clock)).toEqual({ ...pki, origin: 'found' });
    expect(await listFiles(join(scratch(), 'keys'))).toEqual(before);
  });

  it('refuses a key that others can read', async () => {
    const folder = await copyOfKeys('exposed');
    await chmod(join(folder, '1', layout.backupKey), 0o640);
    await expect(ensureDevPki(folder, clock)).rejects.toMatchObject({ code: 'KEY_EXPOSED' });
  });
});

describe('when development keys run out or are damaged', () => {
  type Damage = (dir: string) => Promise<unknown>;
  const none: Damage = () => Promise.resolve();

  async function remake(name: string, later: Clock, damage = none): Promise<{ said: string[]; second: EnsuredDevPki; first: EnsuredDevPki }> {
    const folder = await copyOfKeys(name);
    const first = await ensureDevPki(folder, clock);
    await damage(first.dir);
    const said: string[] = [];
    const second = await ensureDevPki(folder, later, ({ what }) => said.push(what));
    return { said, first, second };
  }

  it.each([
    { name: 'expired', at: '2029-01-01T00:00:00Z', why: 'they expired on 2028-11-21' },
    { name: 'expiring', at: '2028-11-01T00:00:00Z', why: 'they expire soon, on 2028-11-21' },
  ])('makes new ones and says so: $name', async ({ name, at: moment, why }) => {
    const { said, first, second } = await remake(name, fixedClock(moment));
    expect(said).toEqual([expect.stringContaining(`making new development keys: ${why}`)]);
    expect(second).toMatchObject({ origin: 'remade', why: expect.stringContaining(why) });
    expect(second.codeSigning.certPem).not.toBe(first.codeSigning.certPem);
    expect(second.notAfter.getTime()).toBeGreaterThan(Date.parse(moment));
  });

  it('keeps them until some weeks before', async () => {
    expect((await remake('fresh', fixedClock('2028-09-01T00:00:00Z'))).second.origin).toBe('found');
  });

  it.each<{ name: string; damage: Damage; why: string }>([
    { name: 'a key is missing', damage: (dir) => rm(join(dir, layout.codeSignerKey)), why: 'signer.key.pem is missing' },
    { name: 'the marker is cut off', damage: (dir) => writeFile(join(dir, layout.marker), '{"formatVersion": 1, "ki'), why: 'it is no JSON' },
    { name: 'the marker is of a later format', damage: (dir) => writeFile(join(dir, layout.marker), '{"formatVersion": 2}'), why: 'another kind or version' },
    { name: 'the trust file is empty', damage: (dir) => writeFile(join(dir, layout.trust), ''), why: 'trust.json is not a file with content' },
  ])('makes new ones when $name', async ({ name, damage, why }) => {
    const { said, second } = await remake(name, clock, damage);
    expect(second.origin).toBe('remade');
    expect(said).toEqual([expect.stringContaining(why)]);
    expect((await ensureDevPki(join(scratch(), name), clock)).origin).toBe('found');
  });
});

describe('when several programs start at once', () => {
  const library = JSON.stringify(new URL('../src/index.ts', import.meta.url).href);
  const script = `import { ensureDevPki } from ${library}; console.log((await ensureDevPki(process.argv[1])).codeSigning.certPem);`;
  const starterArgs = (folder: string): string[] => ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script, folder];

  it('ends with one set of keys for all', async () => {
    const folder = join(scratch(), 'crowd');
    const starter = async (): Promise<string> => (await run(process.execPath, starterArgs(folder))).stdout;
    const certificates = await Promise.all([starter(), starter(), starter()]);
    expect(certificates[0]).toContain('BEGIN CERTIFICATE');
    expect(new Set(certificates).size).toBe(1);
    expect(await readdir(folder)).toEqual(['1']);
  });

  it('starts afresh when the first one was killed while making them', async () => {
    const folder = join(scratch(), 'interrupted');
    await mkdir(folder);
    const kill = new AbortController();
    const starting = run(process.execPath, starterArgs(folder), { signal: kill.signal });
    const outcome = starting.catch((error: unknown) => error);
    for await (const _ of watch(folder)) break;
    kill.abort();
    expect(await outcome).toMatchObject({ code: 'RUN_FAILED' });
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^\.making-/)]);
    expect((await ensureDevPki(folder, clock)).origin).toBe('made');
  });

  it('removes what a killed starter left when it is old, and leaves what may be at work', async () => {
    const folder = join(scratch(), 'killed');
    const [old, young] = [join(folder, '.making-old'), join(folder, '.making-young')];
    for (const litter of [old, young]) await mkdir(litter, { recursive: true });
    const now = clock.now();
    await utimes(old, now, new Date(now.getTime() - 2 * 3600_000));
    await utimes(young, now, now);
    expect((await ensureDevPki(folder, clock)).origin).toBe('made');
    expect((await readdir(folder)).sort()).toEqual(['.making-young', '1']);
  });
});
