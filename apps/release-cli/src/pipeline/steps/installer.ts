import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sevenZip from '7zip-bin';
import { hashFile } from '@togo/foundation/files';
import { readPreviousRelease } from '../../release-files.ts';
import type { Cut } from '../cut.ts';
import { runBuild } from '../run-build.ts';
import { hashLock, hashSources } from '../source-hash.ts';
import type { StepOutcome } from '../step.ts';

interface BuiltExe {
  readonly path: string;
  readonly unsignedSha256: string;
}

interface BuiltJson {
  readonly installer: BuiltExe;
  readonly update?: BuiltExe;
}

/** The 統合インストーラ itself: electron-builder and NSIS put the layers into one exe and sign it. Where the previous release has the same runtime, an update without it too. */
export async function buildInstaller(cut: Cut): Promise<StepOutcome> {
  const { release } = cut.known('release');
  const { makensis } = cut.known('toolchain');
  const signing = cut.known('signing');
  const manifest = join(cut.staging, 'release.json');
  const launcher = cut.known('launcher');
  const archives = cut.known('layers');
  const layers = cut.known('manifest').layers.map(({ name, sha256, target, installedBytes }) => ({ name, path: archives[name].archive, sha256, target, installedBytes }));
  const previous = await readPreviousRelease(release);
  // Everything else lies below versions\<version>, and so is never the same.
  const baseLayers = previous?.runtime.sha256 === release.runtime.sha256 ? ['runtime'] : [];
  const request = {
    title: release.title,
    development: signing.kind === 'development',
    signing: signing.kind,
    upgradesFrom: release.upgradesFrom,
    publishUrl: release.publishUrl,
    sourceDate: cut.known('sourceDate'),
    sign: signing.command,
  };
  const files = {
    manifest,
    launcher,
    notesText: join(cut.known('wordsDir'), 'notes.txt'),
    sevenZip: join(sevenZip.path7za, '../../../win/ia32/7za.exe'),
  };
  const inputs = {
    version: cut.version,
    ...request,
    sign: signing.identity,
    files: await Promise.all(Object.values(files).map(hashFile)),
    baseLayers,
    layers: layers.map(({ path: _path, ...layer }) => layer),
    makensis: makensis.version,
    sources: await hashSources('apps/installer'),
    lock: await hashLock(),
  };
  const { dir, outcome } = await cut.cache.get('installer', inputs, (out) =>
    runBuild(cut, 'apps/installer/src/build.ts', (work) => ({ ...request, ...files, layers, baseLayers, makensis, out, work })));
  const built = JSON.parse(await readFile(join(dir, 'built.json'), 'utf8')) as BuiltJson;
  const exes = [built.installer, ...(built.update === undefined ? [] : [built.update])];
  for (const { path, unsignedSha256 } of exes) cut.unsignedDigests.push({ name: path, sha256: unsignedSha256 });
  for (const name of [...exes.map(({ path }) => path), `${built.installer.path}.blockmap`, 'latest.yml']) await copyFile(join(dir, name), join(cut.staging, name));
  return outcome;
}
