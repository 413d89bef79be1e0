import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashFile } from '@togo/foundation/files';
import { readPe } from './pe.ts';
import { buildStandIn, runBuild, type StandIn } from './stand-in/release.ts';

const exeName = 'TogoInstaller-9.1.0.exe';

async function build(options: Partial<StandIn> = {}): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'togo-installer-')), 'release');
  await buildStandIn({ version: '9.1.0', folder, ...options });
  return folder;
}

/** Signs as a key would, but visibly: remembers the file's name and appends to the file. */
async function markingSigner(): Promise<{ sign: string[]; signed: () => Promise<string[]> }> {
  const folder = await mkdtemp(join(tmpdir(), "togo-sign it's-"));
  const script = join(folder, 'sign.cjs');
  const list = join(folder, 'list.txt');
  const marking = "fs.appendFileSync(list, file + '\\n'); fs.appendFileSync(file, Buffer.alloc(8, 83));";
  await writeFile(script, `const fs = require('fs'); const [list, file] = process.argv.slice(2); ${marking}`);
  return { sign: [process.execPath, script, list], signed: async () => (await readFile(list, 'utf8')).trim().split('\n') };
}

describe('when the installer is built', { timeout: 120_000 }, () => {
  let release: string;
  beforeAll(async () => {
    release = await build();
  }, 120_000);

  it('writes the exe, its block map, latest.yml and built.json, and nothing else', async () => {
    expect((await readdir(join(release, 'out'))).sort()).toEqual([exeName, `${exeName}.blockmap`, 'built.json', 'latest.yml']);
    const { installer } = JSON.parse(await readFile(join(release, 'out/built.json'), 'utf8'));
    const sha256 = await hashFile(join(release, 'out', exeName));
    expect(installer).toMatchObject({ path: exeName, sha256, unsignedSha256: sha256 });
  });

  it('gives latest.yml the date of the sources, not of the build', async () => {
    expect(await readFile(join(release, 'out/latest.yml'), 'utf8')).toContain("releaseDate: '2021-04-19T01:00:00.000Z'");
  });

  it('is a 32-bit program that says in Japanese what it is', async () => {
    const { machine, version } = await readPe(join(release, 'out', exeName));
    expect(machine).toBe(0x14c);
    expect(version).toMatchObject({ ProductName: '統合インストーラ', FileDescription: '統合インストーラ', CompanyName: '介護伝送ソフト', ProductVersion: '9.1.0' });
  });

  it('asks for administrator rights and comes from an NSIS without known holes', async () => {
    const { manifest, flags } = await readPe(join(release, 'out', exeName));
    expect(manifest).toContain('level="requireAdministrator"');
    const [, minor = '0'] = /Nullsoft Install System v3\.(\d+)/.exec(manifest) ?? [];
    expect(Number(minor)).toBeGreaterThanOrEqual(12);
    expect(manifest).toMatch(/dpiAware[^>]*>true/);
    expect(flags & 0x8140).toBe(0x8140);
    const stub = (await readFile(join(release, 'out', exeName))).toString('latin1');
    const loadedFromSystemFolder = ['UXTHEME', 'USERENV', 'SETUPAPI', 'APPHELP', 'PROPSYS', 'DWMAPI', 'CRYPTBASE', 'OLEACC', 'CLBCATQ', 'NTMARTA'];
    for (const defence of ['SetDefaultDllDirectories', ...loadedFromSystemFolder]) expect(stub).toContain(defence);
  });

  it('has the same bytes when a second builder makes it elsewhere and later', async () => {
    const again = await build();
    for (const name of [exeName, 'latest.yml']) expect(await hashFile(join(again, 'out', name))).toBe(await hashFile(join(release, 'out', name)));
  });

  it('signs the uninstaller and itself, and still tells what a second builder gets without keys', async () => {
    const { sign, signed } = await markingSigner();
    const folder = await build({ sign });
    const files = await signed();
    expect(files).toHaveLength(2);
    expect(files[0]).not.toContain(exeName);
    expect(files[1]).toContain(exeName);
    const { installer } = JSON.parse(await readFile(join(folder, 'out/built.json'), 'utf8'));
    expect(installer.unsignedSha256).toBe(await hashFile(join(release, 'out', exeName)));
    expect(installer.sha256).not.toBe(installer.unsignedSha256);
  });

  it('makes an update beside it, without the layer that the previous release has too', async () => {
    const folder = await build({ hasUpdate: true });
    expect((await readdir(join(folder, 'out'))).sort()).toEqual([exeName, `${exeName}.blockmap`, 'TogoUpdate-9.1.0.exe', 'built.json', 'latest.yml']);
    const runtime = await readFile(join(folder, 'layers/runtime.7z'));
    const carries = async (exe: string) => (await readFile(join(folder, 'out', exe))).includes(runtime);
    expect([await carries(exeName), await carries('TogoUpdate-9.1.0.exe')]).toEqual([true, false]);
    expect(await readFile(join(folder, 'out/latest.yml'), 'utf8')).toContain(exeName);
  });

  it('says so with its exit code when the packaging fails', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'togo-installer-'));
    const request = JSON.parse(await readFile(join(release, 'request.json'), 'utf8'));
    const path = join(folder, 'request.json');
    const noPacker = [process.execPath, '-e', 'process.exit(1)'];
    await writeFile(path, JSON.stringify({ ...request, out: join(folder, 'out'), work: join(folder, 'work'), sign: noPacker }));
    await expect(runBuild('build.ts', path)).rejects.toThrow(expect.objectContaining({ code: 'RUN_FAILED', message: expect.stringContaining('70') }));
  });

  it('refuses layers and a launcher that the manifest does not know, and writes nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'togo-installer-'));
    const request = JSON.parse(await readFile(join(release, 'request.json'), 'utf8'));
    const path = join(folder, 'request.json');
    await writeFile(path, JSON.stringify({ ...request, out: join(folder, 'out'), work: join(folder, 'work'), launcher: request.notesText, version: '9.2.0' }));
    await expect(runBuild('build.ts', path)).rejects.toThrow(/version: the manifest says 9\.1\.0, got 9\.2\.0\n- launcher: /);
    expect(await readdir(folder)).toEqual(['request.json']);
  });
});
