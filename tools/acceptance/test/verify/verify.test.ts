import { appendFile, copyFile, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { run } from '@togo/foundation/run';
import { parseManifest } from '@togo/release/manifest';
import { developmentIdentity, signAuthenticode } from '@togo/signing';
import { workspaceRoot } from '@togo/workspace';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cutRelease, type CutRelease } from '../../src/cut-release.ts';
import { developmentPki } from '../../src/dev-pki.ts';
import { allowExecutionOfData, change, changeLayer, changeManifest, flipBit, hideInSignature, replaceOnce, seal, writeSums } from './tampering.ts';

const minute = 60_000;
const version = '9.1.0';
const [installer, update, checker] = ['TogoInstaller', 'TogoUpdate', 'IESettingsCheck'].map((name) => `${name}-${version}.exe`) as [string, string, string];
/** Offset in the code of an NSIS program, before anything that it carries. */
const inCode = 0x1000;

interface Answer {
  exitCode: number;
  ok: boolean;
  checks: { id: string; ok: boolean; expected: string; got: string }[];
}

let release: CutRelease;
let scratch: string;
let dist: string;

async function verify(path: string): Promise<Answer & { failed: string[] }> {
  const { exitCode, stdout } = await run(join(workspaceRoot, 'togo'), ['verify', path, '--json'], { okExitCodes: [0, 1] });
  const answer = JSON.parse(stdout) as Answer;
  return { ...answer, exitCode, failed: answer.checks.filter(({ ok }) => !ok).map(({ id }) => id).sort() };
}

beforeAll(async () => {
  release = await cutRelease(version);
}, 10 * minute);

afterAll(async () => {
  await release?.remove();
});

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'togo-verify-test-'));
  dist = join(scratch, version);
  await cp(release.dir, dist, { recursive: true });
});

afterEach(async () => {
  await rm(scratch, { recursive: true, force: true });
});

describe('when a release is as it was cut', () => {
  it('every check finds what it expects', async () => {
    const { exitCode, ok, checks, failed } = await verify(dist);
    expect(failed).toEqual([]);
    expect({ exitCode, ok }).toEqual({ exitCode: 0, ok: true });
    const programs = ['installer', 'update', 'checker', 'launcher'];
    expect(checks.map(({ id }) => id).sort()).toEqual(
      [
        ...['release', 'checksums', 'upgrades-from', 'layers', 'runtime', 'tls-pin', 'trust', 'update-source', 'notes', 'sbom', 'latest-yml', 'block-map', 'provenance'],
        ...['carried.installer', 'carried.update', ...programs.flatMap((kind) => [`authenticode.${kind}`, `pe.${kind}`])],
      ].sort(),
    );
  });
});

const layerOf = async (name: string): Promise<string> => {
  const layer = parseManifest(await readFile(join(dist, 'release.json'), 'utf8')).layers.find((candidate) => candidate.name === name);
  return join(dist, 'layers', `${layer?.sha256}.7z`);
};

/** The hand of somebody without the builder's keys, who leaves the rest as it is. */
const damages: readonly [what: string, damage: () => Promise<void>, failed: readonly string[]][] = [
  ['a line of SHA256SUMS is missing', () => change(join(dist, 'SHA256SUMS'), (bytes) => bytes.toString().split('\n').slice(1).join('\n')), ['checksums']],
  ['a line of SHA256SUMS has another hash', () => change(join(dist, 'SHA256SUMS'), (bytes) => bytes.toString().replace(/^./, (digit) => (digit === '0' ? '1' : '0'))), ['checksums']],
  ['there is a file that nobody listed', () => writeFile(join(dist, 'layers', 'readme.txt'), 'hello'), ['checksums', 'provenance']],
  ['release.json is cut off', () => change(join(dist, 'release.json'), (bytes) => bytes.subarray(0, 500)), ['checksums', 'release']],
  ['the notes are other notes', () => copyFile(join(dist, 'release.json'), join(dist, 'notes.txt')), ['checksums', 'notes', 'provenance']],
];

/** The hand of a builder who lies: checksums, provenance and release.json agree with what was changed. */
const lies: readonly [what: string, lie: () => Promise<void>, failed: readonly string[]][] = [
  ['one bit of the installer is changed', () => change(join(dist, installer), flipBit(0.5)), ['authenticode.installer', 'block-map', 'carried.installer', 'latest-yml']],
  ['one bit of the update is changed', () => change(join(dist, update), flipBit(inCode)), ['authenticode.update']],
  ['bytes are appended to the update', () => appendFile(join(dist, update), 'AAAAAAAA'), ['authenticode.update']],
  ['bytes hide in the signature of the update', () => change(join(dist, update), hideInSignature), ['authenticode.update']],
  ['the checker is not signed', () => removeSignature(join(dist, checker)), ['authenticode.checker', 'layers']],
  ['the update is gone', () => rm(join(dist, update)), ['authenticode.update', 'carried.update', 'pe.update']],
  [
    'the checker may execute data, and is signed like that',
    async () => {
      await removeSignature(join(dist, checker));
      await change(join(dist, checker), allowExecutionOfData);
      await signAuthenticode(join(dist, checker), developmentIdentity(await developmentPki(), 'Togo'));
    },
    ['layers', 'pe.checker', 'provenance'],
  ],
  ['one layer is in the place of another', async () => copyFile(await layerOf('extras'), await layerOf('client')), ['layers', 'sbom', 'tls-pin', 'trust', 'update-source']],
  ['latest.yml is of another version', () => change(join(dist, 'latest.yml'), replaceOnce(`version: ${version}`, 'version: 9.2.0')), ['latest-yml']],
  ['the block map has another block', () => change(join(dist, `${installer}.blockmap`), otherBlock), ['block-map']],
  ['the SBOM leaves a package out', () => change(join(dist, 'sbom.cdx.json'), replaceOnce('"name": "node-forge"', '"name": "node-forged"')), ['sbom']],
  ['release.json lets other versions upgrade', () => changeManifest(dist, (manifest) => ({ ...manifest, upgradesFrom: '>=7.0.0 <9.1.0' })), ['carried.installer', 'carried.update', 'upgrades-from']],
  ['release.json names another reception', () => changeManifest(dist, (manifest) => ({ ...manifest, reception: { ...manifest.reception, host: 'denso.other.example' } })), ['carried.installer', 'carried.update', 'release']],
  ['the client would speak TLS 1.3', () => changeLayer(dist, 'client', 'client.mjs', replaceOnce('maxVersion:range.max', 'maxVersion:"TLSv1.3"')), ['carried.installer', 'carried.update', 'tls-pin']],
  ['the client would not verify', () => changeLayer(dist, 'client', 'client.mjs', replaceOnce('rejectUnauthorized:!0', 'rejectUnauthorized:!1')), ['carried.installer', 'carried.update', 'tls-pin']],
  ['the client has another pin', () => changeLayer(dist, 'client', 'trust.json', otherPin), ['carried.installer', 'carried.update', 'trust']],
  ['the client asks another origin', () => changeLayer(dist, 'client', 'origin.json', replaceOnce('download.kaigo.example', 'download.other.example')), ['carried.installer', 'carried.update', 'update-source']],
  ['the client believes another publisher', () => changeLayer(dist, 'client', 'root.json', replaceOnce('2099', '2098')), ['carried.installer', 'carried.update', 'update-source']],
  ['the notes inside are other notes', () => changeLayer(dist, 'extras', 'notes.txt', () => 'すべて無料です。\n'), ['carried.installer', 'carried.update', 'notes']],
  ['one bit of node.exe is changed', () => changeLayer(dist, 'runtime', 'node.exe', flipBit(0.5)), ['carried.installer', 'carried.update', 'runtime']],
];

describe('when somebody changed a release', () => {
  it.each(damages)('%s: noticed by the checks of that name alone', async (_what, damage, expected) => {
    await damage();
    const { exitCode, ok, failed } = await verify(dist);
    expect(failed).toEqual(expected);
    expect({ exitCode, ok }).toEqual({ exitCode: 1, ok: false });
  });
}, 5 * minute);

describe('when the builder lies', () => {
  it.each(lies)('%s: noticed by the checks of that name alone', async (_what, lie, expected) => {
    await lie();
    await seal(dist);
    expect((await verify(dist)).failed).toEqual(expected);
  });

  it('another hash in the provenance: noticed by its check alone', async () => {
    await change(join(dist, 'provenance.json'), (bytes) => bytes.toString().replace(/"digest":\{"sha256":"[0-9a-f]{64}"\},"name":"latest.yml"/, `"digest":{"sha256":"${'0'.repeat(64)}"},"name":"latest.yml"`));
    await writeSums(dist);
    expect((await verify(dist)).failed).toEqual(['provenance']);
  });

  it('says what it expected and what it found', async () => {
    await change(join(dist, 'latest.yml'), replaceOnce(`version: ${version}`, 'version: 9.2.0'));
    await seal(dist);
    const { exitCode, stdout } = await run(join(workspaceRoot, 'togo'), ['verify', dist], { okExitCodes: [1] });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^✓ checksums {2,}complete and right$/m);
    expect(stdout).toMatch(/^✗ latest-yml {2,}expected latest\.yml of 9\.1\.0.*\n +got version: expected 9\.1\.0, got 9\.2\.0$/m);
    expect(stdout).toMatch(/\n1 of 23 checks failed$/);
  });
}, 10 * minute);

describe('when there is one exe alone', () => {
  it.each([
    [installer, `TogoInstaller-${version} (1).exe`, 13],
    [update, update, 11],
    [checker, checker, 2],
  ])('%s, as a browser saved it, is as it was cut', async (name, saved, count) => {
    await copyFile(join(dist, name), join(scratch, saved));
    const { exitCode, checks, failed } = await verify(join(scratch, saved));
    expect(failed).toEqual([]);
    expect({ exitCode, count: checks.length }).toEqual({ exitCode: 0, count });
  });

  it('its name must be the one of what it is', async () => {
    const other = join(scratch, 'TogoInstaller-9.0.0.exe');
    await copyFile(join(dist, installer), other);
    expect((await verify(other)).failed).toContain('pe.installer');
  });

  it('half of it is noticed', async () => {
    const half = join(scratch, installer);
    await writeFile(half, (await readFile(join(dist, installer))).subarray(0, 5_000_000));
    expect((await verify(half)).failed).toEqual(['authenticode.installer', 'carried.installer', 'pe.installer']);
  });

  it('something else is refused with what is expected, and no scratch folder stays', async () => {
    const temporary = join(scratch, 'tmp');
    await mkdir(temporary);
    const { stderr } = await run(join(workspaceRoot, 'togo'), ['verify', join(dist, 'notes.txt')], { env: { TMPDIR: temporary }, okExitCodes: [1] });
    expect(stderr).toContain('NOT_A_RELEASE');
    expect(stderr).toContain('TogoInstaller-9.1.0.exe');
    expect(await readdir(temporary)).toEqual([]);
  });
}, 5 * minute);

async function removeSignature(exe: string): Promise<void> {
  await run('osslsigncode', ['remove-signature', '-in', exe, '-out', `${exe}.bare`]);
  await copyFile(`${exe}.bare`, exe);
  await rm(`${exe}.bare`);
}

function otherBlock(bytes: Buffer): Buffer {
  const map = JSON.parse(gunzipSync(bytes).toString()) as { files: [{ checksums: string[] }] };
  map.files[0].checksums[3] = map.files[0].checksums[4] ?? '';
  return gzipSync(JSON.stringify(map));
}

function otherPin(bytes: Buffer): string {
  const trust = JSON.parse(bytes.toString()) as { pins: string[] };
  trust.pins[1] = Buffer.alloc(32, 1).toString('base64');
  return JSON.stringify(trust);
}
