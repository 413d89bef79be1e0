import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hashFile } from '@togo/foundation/files';
import { run } from '@togo/foundation/run';
import { cacheDir } from '@togo/needs';
import { verifyAuthenticode } from '@togo/signing';
import { scratchCheckout, type ScratchCheckout } from '@togo/workspace';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { developmentPki } from '../../src/dev-pki.ts';

const minute = 60_000;
const maxInstallerBytes = 24_000_000;
const version = '9.1.0';
/** IMAGE_FILE_MACHINE_I386. */
const x86 = 0x14c;

describe('when 9.1.0 is cut', () => {
  let checkout: ScratchCheckout;
  let dist: string;
  let cut: { artefacts: { kind: string; path: string; sha256: string; bytes: number }[]; steps: { name: string; fromCache: boolean }[] };
  let installer: string;

  beforeAll(async () => {
    checkout = await scratchCheckout(cacheDir());
    const { exitCode, stdout, stderr } = await checkout.togo('cut', version, '--json');
    expect(exitCode, stderr).toBe(0);
    cut = JSON.parse(stdout) as typeof cut;
    dist = join(checkout.dir, 'dist', version);
    installer = join(dist, `TogoInstaller-${version}.exe`);
  }, 5 * minute);

  afterAll(async () => {
    await checkout?.remove();
  });

  it('the installer is a 32-bit program of at most 24 MB that introduces itself in Japanese', async () => {
    const bytes = await readFile(installer);
    expect(bytes.length).toBeLessThanOrEqual(maxInstallerBytes);
    const exe = NtExecutable.from(bytes, { ignoreCert: true });
    expect(exe.newHeader.fileHeader.machine).toBe(x86);
    const [info] = Resource.VersionInfo.fromEntries(NtExecutableResource.from(exe).entries);
    const [language] = info?.getAllLanguagesForStringValues() ?? [];
    expect(language?.lang).toBe(0x0411);
    expect(info?.getStringValues(language!)).toMatchObject({ ProductName: '統合インストーラ', ProductVersion: version });
  });

  it.each(['TogoInstaller', 'IESettingsCheck'])('%s carries a timestamped signature of the development key', async (name) => {
    const { codeSigning, tsa } = await developmentPki();
    const checks = await verifyAuthenticode(join(dist, `${name}-${version}.exe`), { rootPem: codeSigning.rootPem, tsaRootPem: tsa.rootPem });
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks.length).toBeGreaterThan(3);
  });

  it('every file beside it is there, and the checksums hold', async () => {
    expect(cut.artefacts.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['installer', 'checker', 'release', 'notes', 'sbom', 'provenance', 'layer']));
    await run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: dist });
    const sums = await readFile(join(dist, 'SHA256SUMS'), 'utf8');
    for (const { path } of cut.artefacts.filter((artefact) => artefact.path !== 'SHA256SUMS')) expect(sums).toContain(`  ${path}\n`);
  });

  it('latest.yml has the hash of the signed installer', async () => {
    const sha512 = createHash('sha512').update(await readFile(installer)).digest('base64');
    expect(await readFile(join(dist, 'latest.yml'), 'utf8')).toContain(sha512);
  });

  it('release.json says that the keys are development keys, and each layer is named by its hash', async () => {
    const manifest = JSON.parse(await readFile(join(dist, 'release.json'), 'utf8')) as { signing: string; layers: { sha256: string }[] };
    expect(manifest.signing).toBe('development');
    for (const { sha256 } of manifest.layers) expect(await hashFile(join(dist, 'layers', `${sha256}.7z`))).toBe(sha256);
  });

  it('the provenance names every other file by its hash, and the SBOM every part that is not ours', async () => {
    const provenance = JSON.parse(await readFile(join(dist, 'provenance.json'), 'utf8')) as { subject: { name: string; digest: { sha256: string } }[] };
    for (const { name, digest } of provenance.subject) expect(await hashFile(join(dist, name)), name).toBe(digest.sha256);
    expect(provenance.subject.map(({ name }) => name)).toContain(basename(installer));
    expect(provenance).toHaveProperty('predicate.buildDefinition.internalParameters.sourceDate', expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/));
    const sbom = JSON.parse(await readFile(join(dist, 'sbom.cdx.json'), 'utf8')) as { components: { name: string; purl?: string; licenses: unknown }[] };
    const tools = ['7za', 'node', 'nsis-stub'];
    const ofTheClient = ['@fastify/busboy', '@tufjs/canonical-json', '@tufjs/models', 'balanced-match', 'brace-expansion', 'minimatch', 'node-forge', 'tuf-js', 'zod'];
    expect(sbom.components.map(({ name }) => name).sort()).toEqual([...tools, ...ofTheClient].sort());
    expect(sbom.components.find(({ name }) => name === '@fastify/busboy')?.purl).toMatch(/^pkg:npm\/%40fastify\/busboy@3\./);
    expect(sbom.components.find(({ name }) => name === 'node-forge')?.licenses).toEqual([{ expression: '(BSD-3-Clause OR GPL-2.0)' }]);
  });

  it('cutting it again builds nothing, and the files are the same', async () => {
    const before = await readFile(join(dist, 'SHA256SUMS'), 'utf8');
    const again = JSON.parse((await checkout.togo('cut', version, '--json')).stdout) as typeof cut;
    const building = ['bundle the client', 'build and sign the launcher', 'build and sign the IE settings checker', 'pack the layers', 'build and sign the installer'];
    expect(again.steps.filter(({ name, fromCache }) => building.includes(name) && !fromCache)).toEqual([]);
    expect(await readFile(join(dist, 'SHA256SUMS'), 'utf8')).toBe(before);
  });
}, 10 * minute);
