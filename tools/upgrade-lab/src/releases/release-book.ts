import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, sha256, type Progress } from '@togo/foundation';
import { hashFile, listFiles } from '@togo/foundation/files';
import { withLock } from '@togo/foundation/lock';
import { run } from '@togo/foundation/run';
import { cacheDir } from '@togo/needs';
import { parseManifest, type Manifest } from '@togo/release/manifest';
import { workspaceRoot } from '@togo/workspace';
import { UpgradeLabError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { StandIn } from './stand-ins.ts';
import { ver8Installer } from './ver8-installer.ts';
import type { ScriptChange } from '../mutations/mutation-file.ts';

/** A release that can be run: a stand-in, which is a real installer with a small runtime, or one that was cut. */
export interface LabRelease {
  readonly name: string;
  readonly isStandIn: boolean;
  readonly manifest: Manifest;
  readonly installer: string;
  /** Where the release has one. */
  readonly update: string;
  /** The stand-in runtime, for programs that are in the way; a cut release has none. */
  readonly node: string;
}

export interface ReleaseBookOptions {
  readonly standIns: Readonly<Record<string, StandIn>>;
  readonly progress: Progress;
  /** What the script of every release says otherwise than ours, the oldest release excepted: that one was installed before. */
  readonly changes?: readonly ScriptChange[];
  /** A folder of cut releases: one that is there is taken instead of the stand-in of its name. */
  readonly dist?: string;
}

const builder = join(workspaceRoot, 'apps/installer/test/stand-in/main.ts');
const sources = [
  ...['nsis', 'src', 'launcher', 'art', 'test/stand-in'].map((folder) => `apps/installer/${folder}`),
  ...['libs/release/src', 'package-lock.json'],
];

/** Builds releases when they are first asked for, and keeps them by a hash of all that went into them. */
export class ReleaseBook {
  readonly #options: ReleaseBookOptions;
  readonly #built = new Map<string, Promise<LabRelease>>();
  #sources: Promise<string> | undefined;

  constructor(options: ReleaseBookOptions) {
    this.#options = options;
  }

  /** @param isInstrumented with the instruments of the lab: the same files on the PC, another installer and uninstaller. */
  get(name: string, isInstrumented: boolean): Promise<LabRelease> {
    const key = `${name} ${isInstrumented}`;
    const found = this.#built.get(key) ?? this.#provide(name, isInstrumented);
    this.#built.set(key, found);
    return found;
  }

  #provide(name: string, isInstrumented: boolean): Promise<LabRelease> {
    const { dist } = this.#options;
    const isCut = dist !== undefined && !isInstrumented && existsSync(join(dist, name, 'release.json'));
    return isCut ? takeCut(join(dist, name), name) : this.#build(name, isInstrumented);
  }

  /** The installer of the program before ours. Seeded defects do not touch it. */
  async ver8(): Promise<string> {
    const [oldest = ''] = Object.keys(this.#options.standIns);
    return ver8Installer(builtReleases(), (await this.#build(oldest, false)).node);
  }

  /** SHA-256 of every installer that was built or taken so far, by name. */
  async judged(): Promise<{ name: string; version: string; isStandIn: boolean; isInstrumented: boolean; sha256: string; bytes: number }[]> {
    const all = [...this.#built].map(async ([key, building]) => {
      const { name, isStandIn, manifest, installer } = await building;
      const facts = { sha256: await hashFile(installer), bytes: (await stat(installer)).size };
      return { name, version: manifest.version, isStandIn, isInstrumented: key.endsWith(' true'), ...facts };
    });
    return (await Promise.all(all)).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Sizes of a release's installer and of its update, null where there is none. */
  async bytes(name: string): Promise<{ installer: number; update: number | null }> {
    const { installer, update } = await this.get(name, false);
    return { installer: (await stat(installer)).size, update: existsSync(update) ? (await stat(update)).size : null };
  }

  async #build(name: string, isInstrumented: boolean): Promise<LabRelease> {
    const { standIns, progress, changes } = this.#options;
    const written = standIns[name];
    if (written === undefined) throw new UpgradeLabError('SCENARIO_INVALID', `no release is named ${name}; there are: ${Object.keys(standIns).join(', ')}`);
    const { what: _what, ...departures } = written;
    const isOldest = name === Object.keys(standIns)[0];
    const changed = changes === undefined || isOldest ? {} : { changes };
    const standIn = { checker: ['exit 0'], ...departures, ...(isInstrumented ? { isInstrumented } : {}), ...changed };
    this.#sources ??= hashSources();
    const id = sha256(canonicalJson([await this.#sources, standIn])).slice(0, 16);
    const releases = builtReleases();
    const folder = join(releases, id);
    await mkdir(releases, { recursive: true });
    await withLock(`${folder}.lock`, { waitMs: limits.buildMs }, async () => {
      if (existsSync(folder)) return utimes(folder, new Date(), new Date());
      progress({ what: `building release ${name}${isInstrumented ? ' with instruments' : ''}` });
      await buildInto(folder, releases, standIn);
    });
    const { version } = standIn;
    return {
      name,
      isStandIn: true,
      manifest: parseManifest(await readFile(join(folder, 'release.json'), 'utf8')),
      installer: join(folder, 'out', `TogoInstaller-${version}.exe`),
      update: join(folder, 'out', `TogoUpdate-${version}.exe`),
      node: join(folder, 'node.exe'),
    };
  }
}

/** Where built releases are kept: every PC of the lab must be able to read there. */
export function builtReleases(): string {
  return join(cacheDir(), 'upgrade-lab');
}

/** Deletes built releases that nobody has asked for lately. */
export async function sweepBuilt(now: Date): Promise<void> {
  const releases = builtReleases();
  for (const name of await readdir(releases).catch(() => [])) {
    const path = join(releases, name);
    if (now.getTime() - (await stat(path)).mtimeMs > limits.keepBuiltMs) await rm(path, { recursive: true, force: true });
  }
}

/** A PC of the lab reads in the folder of the stand-ins only: the two programs are copied there. */
async function takeCut(cut: string, version: string): Promise<LabRelease> {
  const text = await readFile(join(cut, 'release.json'), 'utf8');
  const folder = join(builtReleases(), `cut-${sha256(text).slice(0, 16)}`);
  await mkdir(folder, { recursive: true });
  const [installer, update] = [`TogoInstaller-${version}.exe`, `TogoUpdate-${version}.exe`];
  await cp(join(cut, installer), join(folder, installer));
  if (existsSync(join(cut, update))) await cp(join(cut, update), join(folder, update));
  return { name: version, isStandIn: false, manifest: parseManifest(text), installer: join(folder, installer), update: join(folder, update), node: '' };
}

async function buildInto(folder: string, releases: string, standIn: object): Promise<void> {
  const scratch = await mkdtemp(join(releases, 'build-'));
  try {
    const request = join(scratch, 'stand-in.json');
    const draft = join(scratch, 'release');
    await writeFile(request, JSON.stringify({ ...standIn, folder: draft }));
    await run(process.execPath, ['--disable-warning=ExperimentalWarning', builder, request], { timeoutMs: limits.buildMs });
    const kept = join(scratch, 'kept');
    await mkdir(kept);
    for (const part of ['out', 'release.json', 'node.exe']) await cp(join(draft, part), join(kept, part), { recursive: true });
    await rename(kept, folder);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function hashSources(): Promise<string> {
  const lines: string[] = [];
  for (const source of sources) {
    const path = join(workspaceRoot, source);
    const files = (await stat(path)).isDirectory() ? (await listFiles(path)).map((file) => join(path, file)) : [path];
    for (const file of files) lines.push(`${await hashFile(file)} ${file.slice(workspaceRoot.length)}`);
  }
  return sha256(lines.join('\n'));
}
