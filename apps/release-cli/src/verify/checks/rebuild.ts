import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Progress } from '@togo/foundation';
import { hashFile, listFiles } from '@togo/foundation/files';
import { run } from '@togo/foundation/run';
import { cacheDir } from '@togo/needs';
import { unsignedSha256 } from '@togo/signing';
import { nodeArgs } from '../../workspace.ts';
import { ask, differing, type ReleaseCheck } from '../check.ts';
import { interrupted } from '../interrupted.ts';
import type { Subject } from '../subject.ts';

/** What a second cut on this machine shares with the first: tools, keys, the signatures that were given before. No build. */
const shared = ['tools', 'dev-keys', 'dev-publisher-keys', 'runtimes', 'signatures'];
/** They speak of the moment of the source, or of signed bytes; each has a check of its own. */
const notCompared = ['provenance.json', 'SHA256SUMS', 'latest.yml'];

export interface RebuildOptions {
  readonly progress: Progress;
  readonly signal: AbortSignal | undefined;
}

/** The same sources give the same bytes: cut once more without anything that was built before. Programs are compared without their signatures. */
export function checkRebuild({ manifest }: Subject, dist: string, { progress, signal }: RebuildOptions): Promise<ReleaseCheck> {
  return ask('rebuild', `the bytes that the sources of this checkout give for ${manifest.version}`, 'the same', async () => {
    if (manifest.signing === 'production') return ['it needs the key of the signer: compare two `togo cut --unsigned --signing` instead'];
    progress({ what: 'cutting it again' });
    const scratch = await mkdtemp(join(tmpdir(), 'togo-rebuild-'));
    try {
      const again = await cutAgain(manifest, scratch, signal);
      const [ours, theirs] = await Promise.all([dist, again].map(hashesOf));
      const names = new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])]);
      return [...names].sort().flatMap((name) => differing(name, theirs?.get(name), ours?.get(name)));
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  });
}

async function cutAgain({ version, signing }: Subject['manifest'], scratch: string, signal: AbortSignal | undefined): Promise<string> {
  const [cache, dist] = [join(scratch, 'cache'), join(scratch, 'dist')];
  await mkdir(cache);
  for (const name of shared) {
    await mkdir(join(cacheDir(), name), { recursive: true });
    await symlink(join(cacheDir(), name), join(cache, name));
  }
  const args = [...nodeArgs('apps/release-cli/src/main.ts'), 'cut', version, '--dist', dist, ...(signing === 'unsigned' ? ['--unsigned'] : [])];
  await run(process.execPath, args, { env: { TOGO_CACHE: cache }, ...(signal === undefined ? {} : { signal }) }).catch((error: unknown) => {
    if (signal?.aborted === true) throw interrupted();
    throw error;
  });
  return join(dist, version);
}

async function hashesOf(folder: string): Promise<Map<string, string>> {
  const names = (await listFiles(folder)).filter((name) => !notCompared.includes(name) && !name.endsWith('.blockmap'));
  return new Map(await Promise.all(names.map(async (name) => [name, await unsignedHash(join(folder, name))] as const)));
}

async function unsignedHash(path: string): Promise<string> {
  return path.endsWith('.exe') ? unsignedSha256(await readFile(path)) : hashFile(path);
}
