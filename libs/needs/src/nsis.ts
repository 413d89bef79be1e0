import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { cacheDir, privateBinDir } from './cache-dir.ts';
import { findProgram } from './find-program.ts';
import { exists, unpackPackages, wrapProgram } from './private-packages.ts';

/** 3.11 closes CVE-2025-43715; 3.12 closes CVE-2026-42171 too and is taken where Debian has it. */
export const oldestMakensis = '3.11';
const libraries = ['libc6/trixie', 'libstdc++6/trixie', 'libgcc-s1/trixie', 'zlib1g/trixie'] as const;

export interface Makensis {
  readonly exe: string;
  /** Holds Stubs, Include, Plugins. */
  readonly nsisDir: string;
  /** As `makensis -VERSION` prints it: `v3.12`. */
  readonly version: string;
}

const folder = (): string => join(cacheDir(), 'tools', 'nsis');
const exe = (): string => join(privateBinDir(), 'makensis');

export async function findMakensis(): Promise<string | undefined> {
  const makensis = await locateMakensis();
  return makensis && `${makensis.version} at ${makensis.exe}`;
}

/** Ours first: it is the newest there was; else the system's when it is new enough. */
export async function locateMakensis(): Promise<Makensis | undefined> {
  const recorded = await readFile(join(folder(), 'version'), 'utf8').catch(() => undefined);
  if (recorded !== undefined && (await exists(exe()))) return { exe: exe(), nsisDir: join(folder(), 'usr/share/nsis'), version: recorded };
  const system = await findProgram('makensis');
  if (system === undefined || !(await exists('/usr/share/nsis/Stubs'))) return undefined;
  const version = (await run(system, ['-VERSION'])).stdout.trim();
  return isNewEnough(version, oldestMakensis) ? { exe: system, nsisDir: '/usr/share/nsis', version } : undefined;
}

export async function provideNsis(progress: Progress): Promise<void> {
  progress({ what: 'getting NSIS from the packages of newer Debian releases (about half a minute)' });
  await unpackPackages('nsis', ['trixie', 'sid'], async (offers) => {
    const newest = (await offers.version('nsis', 'sid')) ?? '0';
    const suite = isNewEnough(newest, '3.12') ? 'sid' : 'trixie';
    return [`nsis/${suite}`, `nsis-common/${suite}`, ...libraries];
  });
  await wrapProgram(exe(), folder(), 'usr/bin/makensis', { NSISDIR: join(folder(), 'usr/share/nsis') });
  await writeFile(join(folder(), 'version'), (await run(exe(), ['-VERSION'])).stdout.trim());
}

/** Compares `v3.11` and `3.12` by number, part by part. */
export function isNewEnough(version: string, oldest: string): boolean {
  const [a, b] = [version, oldest].map((text) =>
    text
      .replace(/^v/, '')
      .split('.')
      .map((part) => Number.parseInt(part, 10)),
  ) as [number[], number[]];
  for (const [index, wanted] of b.entries()) {
    const got = a[index] ?? 0;
    if (got !== wanted) return got > wanted;
  }
  return true;
}
