import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, type Progress } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { cacheDir } from './cache-dir.ts';
import { debianMirror, keyring } from './debian-mirror.ts';
import type { NeedsErrorCode } from './errors.ts';
import { isRenewal, withMirrorPatience } from './mirror-patience.ts';
import { exists } from './private-packages.ts';
import { asRoot, rights, type Rights } from './rights.ts';
import { boxFiles, planWineBox, wineBoxName, wineBoxSuites, type BoxStep } from './wine-box-recipe.ts';

/** A Debian 13 root with a Wine that runs 32-bit programs. Programs in it are run with bwrap. It exists only when it is complete. */
export function wineBoxDir(): string {
  return join(cacheDir(), wineBoxName);
}

export async function findWineBox(): Promise<string | undefined> {
  return (await exists(wineBoxDir())) ? wineBoxDir() : undefined;
}

/**
 * Makes the box (two to three minutes, 2.2 GB).
 *
 * @throws CodedError `NEEDS_MISSING` with the commands when we may not become root; `PROVISION_FAILED` with the step that failed.
 * Nothing is left of a failed attempt.
 */
export async function provideWineBox(progress: Progress): Promise<void> {
  const files = join(cacheDir(), 'wine-box-files');
  await mkdir(files, { recursive: true });
  for (const [name, text] of Object.entries(boxFiles)) await writeFile(join(files, name), text);
  const draft = `${wineBoxDir()}.tmp`;
  const mirror = await debianMirror();
  const plans = wineBoxSuites.map((suite) => planWineBox({ suite, box: wineBoxDir(), draft, files, mirror, keyring }));
  const may = await rights();
  if (may === 'none') {
    const commands = (plans[0] ?? []).map(({ command }) => `  sudo ${command.join(' ')}`).join('\n');
    throw new CodedError<NeedsErrorCode>(
      'NEEDS_MISSING',
      `making the box in which Wine runs needs root. Run these commands, then the same one again:\n${commands}`,
    );
  }
  await makeBox(plans, draft, may, progress);
}

/** Makes it by the first plan that the mirror is whole enough for. */
async function makeBox(plans: readonly (readonly BoxStep[])[], draft: string, may: Exclude<Rights, 'none'>, progress: Progress): Promise<void> {
  const [steps = [], ...others] = plans;
  try {
    for (const { what, done, command } of steps) {
      progress({ what: `Wine for tests: ${what}`, done });
      const act = (): Promise<void> => runAsRoot(command, may);
      const onWait = (ms: number): void => progress({ what: `Wine for tests: Debian's mirror is being renewed, trying again in ${ms / 1000} s`, done });
      await (command.includes('apt-get') ? withMirrorPatience(act, { onWait }) : act());
    }
  } catch (cause) {
    if (isRenewal(cause) && others.length > 0) return await makeBox(others, draft, may, progress);
    throw new CodedError<NeedsErrorCode>('PROVISION_FAILED', `could not make the Wine box: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
      hint: 'Check the network and the disk (2.5 GB), then run the same command again.',
    });
  } finally {
    if (await exists(draft)) await runAsRoot(['rm', '-rf', '--one-file-system', draft], may);
  }
}

async function runAsRoot(command: readonly string[], may: Exclude<Rights, 'none'>): Promise<void> {
  const [program = '', ...args] = asRoot(command, may);
  await run(program, args, { env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8', PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` } });
}
