import type { Layer, Manifest } from '@togo/release/manifest';
import { nsisEscape } from './escape.ts';
import { clientAnswers, dataFiles, limits } from './limits.ts';
import { nsisCodes } from './nsis-texts.ts';
import { parseUpgradesFrom } from './upgrades-from.ts';

/** What the script needs to know about the files on the build machine. */
export interface CarriedFile {
  /** Absolute path on the build machine. */
  readonly path: string;
  readonly sha256: string;
}

export interface ReleaseScriptInput {
  readonly manifest: Manifest;
  /** Folder of the NSIS sources. */
  readonly sources: string;
  readonly art: string;
  readonly notes: string;
  /** Script that signs the uninstaller; undefined leaves it unsigned. */
  readonly signUninstaller: string | undefined;
  readonly files: Readonly<Record<'manifest' | 'filesList' | 'launcher' | 'sevenZip', CarriedFile>>;
  /** Archive of each layer, by name. */
  readonly archives: Readonly<Record<Layer['name'], string>>;
  /** Layers that are not carried, since the PC has them already. */
  readonly baseLayers: readonly Layer['name'][];
  /** Folder with the files of each layer that is carried as they are; the others are carried as archives. */
  readonly unpacked: Readonly<Partial<Record<Layer['name'], string>>>;
}

/** `places.nsh`: the release as NSIS defines and macros. `VERSION` itself is defined by electron-builder. */
export function releaseScript(input: ReleaseScriptInput): string {
  const { manifest, files } = input;
  const define = (name: string, value: string | number) => `!define ${name} "${nsisEscape(String(value))}"`;
  const carried = Object.entries({ MANIFEST: files.manifest, FILES_LIST: files.filesList, LAUNCHER: files.launcher, SEVEN_ZIP: files.sevenZip });
  const carriedLayers = manifest.layers.filter(({ name }) => !input.baseLayers.includes(name));
  const baseLayers = manifest.layers.filter(({ name }) => input.baseLayers.includes(name));
  const runtime = manifest.layers.find(({ name }) => name === 'runtime');
  return [
    `!addincludedir "${nsisEscape(input.sources)}"`,
    define('APP_KEY', 'KaigoDenso'),
    define('VERSION_FOLDER', `versions\\${manifest.version}`),
    define('RUNTIME_FOLDER', runtime?.target ?? ''),
    define('CHECKER_EXE', `IESettingsCheck-${manifest.version}.exe`),
    ...carried.flatMap(([name, { path, sha256 }]) => [define(name, path), define(`${name}_SHA256`, sha256)]),
    define('ART', input.art),
    define('NOTES', input.notes),
    ...versionWords(manifest.version).map(([name, value]) => define(name, value)),
    define('NEEDED_MB', neededMb(manifest, carriedLayers)),
    define('ESTIMATED_KB', Math.ceil(installedBytes(manifest) / 1024)),
    define('UNPACK_TIMEOUT_MS', limits.unpackTimeoutMs),
    define('SELF_CHECK_TIMEOUT_MS', limits.selfCheckTimeoutMs),
    define('CHECK_TIMEOUT_MS', limits.ieCheckTimeoutMs),
    define('CLOSE_TIMEOUT_MS', limits.closeTimeoutMs),
    define('COUNT_TIMEOUT_MS', limits.countTimeoutMs),
    define('CLOSED_LOOKS', limits.closedLooks),
    define('CLIENT_BUSY', clientAnswers.busy),
    define('CLIENT_NOT_OPEN', clientAnswers.notOpen),
    define('VER8_MAX_BYTES', limits.ver8MaxBytes),
    ...(manifest.signing === 'development' ? ['!define TEST_SIGNED'] : []),
    ...(input.signUninstaller === undefined ? [] : [define('SIGN_UNINSTALLER', input.signUninstaller)]),
    ...nsisCodes(),
    ...macro(
      'RequireUpgradesFrom',
      parseUpgradesFrom(manifest.upgradesFrom).map(({ operator, version }) => `!insertmacro RequireVersion "${operator}" "${version}"`),
    ),
    ...manifest.layers.flatMap((layer) => macro(`Files.${layer.name}`, listedFiles(layer))),
    ...macro('DefineLayers', [
      ...(carriedLayers.some(({ name }) => !(name in input.unpacked)) ? ['!insertmacro DefineUnpacker'] : []),
      ...carriedLayers.map(({ name, sha256, target }) => {
        const folder = input.unpacked[name];
        const how = folder === undefined ? ['UnpackLayer', sha256, input.archives[name]] : ['CarryLayer', '', folder];
        return `!insertmacro PlaceLayer ${name} "${target}" Files.${name} ${how.map((word) => `"${nsisEscape(word)}"`).join(' ')}`;
      }),
      'Function PlaceLayers',
      // Once: it is removed when every layer's folder in it has been.
      '!insertmacro Room "stage"',
      ...carriedLayers.map(({ name }) => `Call PlaceLayer.${name}`),
      'FunctionEnd',
    ]),
    ...macro('ReleaseFiles', manifest.layers.map(({ name }) => `!insertmacro Files.${name}`)),
    ...macro('BaseFiles', baseLayers.map(({ name }) => `!insertmacro Files.${name}`)),
    ...manifest.layers.flatMap((layer) => macro(`Rooms.${layer.name}`, rooms(layer).map((folder) => `!insertmacro Room "stage\\${folder}"`))),
    ...macro('PurgeDataFiles', [
      ...dataFiles.exact.map(({ folder, name }) => `!insertmacro PurgeFile "\${DATA}${folder}" "${name}"`),
      ...dataFiles.hashed.map(({ folder, name }) => `!insertmacro PurgeHashed "\${DATA}${folder}" "${name}"`),
      ...dataFiles.temporary.map((folder) => `!insertmacro PurgeTemporary "\${DATA}${folder}"`),
      ...dataFiles.dated.map(({ folder, start, end }) => `!insertmacro PurgeNamed "\${DATA}${folder}" "${start}" "${end}"`),
      ...dataFiles.folders.map((folder) => `RMDir "\${DATA}${folder}"`),
    ]),
    '',
  ].join('\n');
}

/** The two halves of the version as GetDLLVersion reads them from a program: 16 bits for each number. */
function versionWords(version: string): [string, number][] {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return [
    ['VERSION_HIGH', major * 0x1_0000 + minor],
    ['VERSION_LOW', patch * 0x1_0000],
  ];
}

/**
 * `files.lst`: what the uninstaller removes with this version, itself excepted, and what must be right before a rollback to it.
 * First the version of the data that its client reads, then SHA-256 and path below the install folder. CRLF. release.json is the
 * last line: a list that was cut short has another.
 */
export function filesList({ version, launcher, layers }: Manifest, manifestSha256: string): string {
  const files = layers.flatMap(({ target, files }) => files.map(({ path, sha256 }) => `${sha256} ${target}\\${windowsPath(path)}`));
  const ownLauncher = `${launcher.sha256} versions\\${version}\\denso.exe`;
  return [`data ${limits.dataVersion}`, ...files, ownLauncher, `${manifestSha256} versions\\${version}\\release.json`, ''].join('\r\n');
}

/** Free space that an installation may need at its worst moment, in MB. @param layers that it brings. */
export function neededMb({ launcher }: Manifest, layers: readonly Layer[]): number {
  const bytes = layers.reduce((sum, layer) => sum + layer.installedBytes + layer.bytes, launcher.bytes);
  return Math.ceil(bytes / 1_048_576) + limits.extraSpaceMb;
}

function installedBytes({ layers, launcher }: Manifest): number {
  return layers.reduce((sum, layer) => sum + layer.installedBytes, launcher.bytes);
}

/** Each file of a layer: where it lies in the layer, where it goes, what it is. */
function listedFiles({ files, target }: Layer): readonly string[] {
  return files.map(({ path, sha256 }) => `\${LISTED} "${windowsPath(path)}" "${target}\\${windowsPath(path)}" ${sha256}`);
}

/** The folders into which a layer is unpacked, outer before inner. */
function rooms({ name, files }: Layer): readonly string[] {
  const folders = files.flatMap(({ path }) => {
    const parts = `${name}/${path}`.split('/').slice(0, -1);
    return parts.map((_, index) => windowsPath(parts.slice(0, index + 1).join('/')));
  });
  return [...new Set(folders)].sort((a, b) => a.length - b.length);
}

function windowsPath(path: string): string {
  return path.replaceAll('/', '\\');
}

function macro(name: string, lines: readonly string[]): string[] {
  return [`!macro ${name}`, ...lines.map((line) => `  ${line}`), '!macroend'];
}
