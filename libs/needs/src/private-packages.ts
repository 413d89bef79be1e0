import { access, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { cacheDir } from './cache-dir.ts';
import { debianMirror, keyring } from './debian-mirror.ts';
import type { NeedsErrorCode } from './errors.ts';
import { withMirrorPatience } from './mirror-patience.ts';

/** A package and the suite that it is taken from: `nsis/trixie`. */
export type SuitePackage = `${string}/${string}`;

/**
 * Downloads Debian packages with an apt configuration of its own and unpacks them into a folder. The system's packages
 * are not touched, and no rights are needed.
 *
 * @param choose picks the packages once the lists are there, given what each suite offers.
 * @returns the folder with `usr/…` in it. It appears complete or not at all.
 */
export async function unpackPackages(name: string, suites: readonly string[], choose: (offers: Offers) => Promise<readonly SuitePackage[]>): Promise<string> {
  const folder = join(cacheDir(), 'tools', name);
  const scratch = `${folder}.tmp`;
  await rm(scratch, { recursive: true, force: true });
  const apt = await privateApt(join(scratch, 'apt'), suites);
  try {
    await withMirrorPatience(() => apt('apt-get', ['update', '-q']));
    const packages = await choose({ version: async (id, suite) => offeredVersion((await apt('apt-cache', ['madison', id])).stdout, suite) });
    const archives = join(scratch, 'archives');
    await mkdir(archives);
    await withMirrorPatience(() => apt('apt-get', ['download', '-q', ...packages], archives));
    for (const archive of await readdir(archives)) await run('dpkg-deb', ['-x', join(archives, archive), join(scratch, 'root')]);
    await rm(folder, { recursive: true, force: true });
    await rename(join(scratch, 'root'), folder);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new CodedError<NeedsErrorCode>('PROVISION_FAILED', `could not get ${name} from Debian's packages: ${message}`, {
      cause,
      hint: 'Check the network and the disk, then run the same command again.',
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return folder;
}

export interface Offers {
  /** The version that a suite offers, without Debian's revision: `3.12`. */
  version(id: string, suite: string): Promise<string | undefined>;
}

/** Writes a script that runs an unpacked program with its own libraries. */
export async function wrapProgram(script: string, folder: string, program: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
  const libraries = join(folder, 'usr/lib/x86_64-linux-gnu');
  const command = [join(libraries, 'ld-linux-x86-64.so.2'), '--library-path', libraries, join(folder, program)];
  const exports = Object.entries(env).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  await mkdir(join(script, '..'), { recursive: true });
  await writeFile(script, `#!/bin/sh\n${exports.join('')}exec ${command.map(quoted).join(' ')} "$@"\n`, { mode: 0o755 });
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

type Apt = (command: string, args: readonly string[], cwd?: string) => ReturnType<typeof run>;

async function privateApt(folder: string, suites: readonly string[]): Promise<Apt> {
  for (const sub of ['lists/partial', 'cache/archives/partial', 'none']) await mkdir(join(folder, sub), { recursive: true });
  const mirror = await debianMirror();
  const sources = join(folder, 'sources.list');
  const config = join(folder, 'apt.conf');
  await writeFile(sources, suites.map((suite) => `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`).join(''));
  await writeFile(join(folder, 'status'), '');
  await writeFile(
    config,
    `Dir::State "${folder}"; Dir::State::lists "${folder}/lists"; Dir::State::status "${folder}/status"; Dir::Cache "${folder}/cache";
Dir::Etc::sourcelist "${sources}"; Dir::Etc::sourceparts "${folder}/none"; Dir::Etc::preferencesparts "${folder}/none";
APT::Architecture "amd64"; APT::Architectures { "amd64"; }; APT::Sandbox::User ""; Acquire::Languages "none"; Acquire::Retries "3";
`,
  );
  return (command, args, cwd = folder) => run(command, args, { cwd, env: { APT_CONFIG: config } });
}

/** `apt-cache madison` prints `nsis | 3.12-1 | <mirror> sid/main amd64 Packages`. */
function offeredVersion(madison: string, suite: string): string | undefined {
  const columns = madison.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return columns
    .find(([, , where]) => where?.includes(` ${suite}/`) === true)?.[1]
    ?.replace(/^\d+:/, '')
    .replace(/-[^-]*$/, '');
}
