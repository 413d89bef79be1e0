import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type RunResult } from '@togo/foundation/run';
import { cacheDir } from '@togo/needs';
import { startTimestampServer, type TimestampServer } from '@togo/signing/testing';
import { workspaceRoot } from '@togo/workspace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { developmentPki } from '../../src/dev-pki.ts';

const minute = 60_000;
const version = '9.1.0';
const passphrase = 'hunter two 合言葉';
let folder: string;
let desk: string;
let dist: string;
let timestamps: TimestampServer;

/** What the operator's people put together once: a certificate of an authority, its key under a passphrase, and whom clients believe. */
async function furnish(): Promise<void> {
  const openssl = (...args: string[]): Promise<RunResult> => run('openssl', args, { cwd: desk });
  await writeFile(join(desk, 'passphrase'), `${passphrase}\n`, { mode: 0o600 });
  await writeFile(join(desk, 'leaf.ext'), 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n');
  await openssl('req', '-x509', '-newkey', 'rsa:3072', '-nodes', '-keyout', 'ca.key', '-out', 'chain.pem', '-days', '365', '-utf8', '-subj', '/O=A certificate authority/CN=Code signing root');
  await openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072', '-aes256', '-pass', 'file:passphrase', '-out', 'signer.key.pem');
  await openssl('req', '-new', '-key', 'signer.key.pem', '-passin', 'file:passphrase', '-out', 'signer.csr', '-utf8', '-subj', '/O=An operator/CN=An operator');
  await openssl('x509', '-req', '-in', 'signer.csr', '-CA', 'chain.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'leaf.ext', '-days', '365', '-out', 'signer.pem');
  const pki = await developmentPki();
  timestamps = await startTimestampServer(desk, pki);
  await writeFile(join(desk, 'timestamp-url'), `${timestamps.url}\n`);
  await writeFile(join(desk, 'timestamp-root.pem'), pki.tsa.rootPem);
  await copyFile(pki.reception.trustPath, join(desk, 'trust.json'));
  await copyFile(join(cacheDir(), 'dev-publisher-keys/1.root.json'), join(desk, 'root.json'));
}

const togo = (...args: string[]): Promise<RunResult> => run(join(workspaceRoot, 'togo'), args, { okExitCodes: [0, 1, 2, 3] });
const cut = (to: string, signer = desk): Promise<RunResult> => togo('cut', version, '--signing', signer, '--passphrase', `file:${join(desk, 'passphrase')}`, '--dist', to);
const failedChecks = ({ stdout }: RunResult): string[] => (JSON.parse(stdout) as { checks: { id: string; ok: boolean }[] }).checks.filter(({ ok }) => !ok).map(({ id }) => id).sort();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-production-'));
  [desk, dist] = [join(folder, 'signer'), join(folder, 'dist')];
  await mkdir(desk);
  // Makes the development keys, whose trust and root this signer takes over.
  await togo('cut', version, '--dist', join(folder, 'development'));
  await furnish();
}, 5 * minute);
afterAll(async () => {
  await timestamps?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('when a release is cut for facilities', { timeout: 5 * minute }, () => {
  it('its programs are signed by the operator, and verify believes them by the public half of the folder', async () => {
    const { exitCode, stderr } = await cut(dist);
    expect(exitCode, stderr).toBe(0);
    expect(JSON.parse(await readFile(join(dist, version, 'release.json'), 'utf8'))).toMatchObject({ version, signing: 'production' });
    expect(timestamps.asked()).toBeGreaterThan(3);
    const open = join(folder, 'public');
    await mkdir(open);
    for (const name of ['signer.pem', 'chain.pem', 'timestamp-url', 'timestamp-root.pem', 'trust.json', 'root.json']) await copyFile(join(desk, name), join(open, name));
    expect(failedChecks(await togo('verify', join(dist, version), '--signing', open, '--json'))).toEqual([]);
    const programs = ['checker', 'installer', 'launcher', 'update'].map((kind) => `authenticode.${kind}`);
    expect(failedChecks(await togo('verify', join(dist, version), '--json'))).toEqual(programs);
  });

  it('a wrong passphrase signs nothing, and is not repeated', async () => {
    const [other, wrong] = [join(folder, 'other'), 'a wrong one'];
    await writeFile(join(desk, 'wrong'), wrong, { mode: 0o600 });
    // Another launcher than was signed before: nothing is remembered for it.
    const refused = await run(join(workspaceRoot, 'togo'), ['cut', '9.0.0', '--signing', desk, '--passphrase', `file:${join(desk, 'wrong')}`, '--dist', other], { okExitCodes: [0, 1, 2, 3] });
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stderr).toContain('osslsigncode did not sign');
    expect(refused.stderr).not.toContain(wrong);
    expect(await readdir(other)).toEqual([]);
  });

  it('a development certificate is refused, and so is a folder that lacks something', async () => {
    const poor = join(folder, 'poor');
    await mkdir(poor);
    for (const name of await readdir(desk)) if (!name.startsWith('tsa-')) await copyFile(join(desk, name), join(poor, name));
    await writeFile(join(poor, 'signer.pem'), (await developmentPki()).codeSigning.certPem);
    const refused = await cut(join(folder, 'other'), poor);
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toContain('is a development certificate');
    await rm(join(poor, 'timestamp-url'));
    expect((await cut(join(folder, 'other'), poor)).stderr).toContain('poor/timestamp-url cannot be read');
  });
});
