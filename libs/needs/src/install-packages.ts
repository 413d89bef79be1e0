import type { Progress } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { planApt } from './apt-plan.ts';
import { findProgram } from './find-program.ts';
import { rights } from './rights.ts';

/**
 * Installs Debian packages of this machine, where we may.
 *
 * @throws CodedError `NEEDS_MISSING` with the commands, where we may not; `RUN_FAILED` when apt fails.
 */
export async function installPackages(packages: readonly string[], progress: Progress): Promise<void> {
  const hasApt = (await findProgram('apt-get')) !== undefined;
  const may = await rights();
  const install = async (allKnown: boolean): Promise<void> => {
    for (const [command = '', ...args] of planApt(packages, { hasApt, allKnown, rights: may })) {
      progress({ what: args.includes('update') ? 'reading the package lists (ten seconds)' : `installing ${packages.join(', ')} (about a minute)` });
      await run(command, args, { env: { DEBIAN_FRONTEND: 'noninteractive' } }).catch((cause: unknown) => {
        // A list of some other repository may fail while ours are fine: the installation itself decides.
        if (!args.includes('update')) throw cause;
      });
    }
  };
  const allKnown = hasApt && (await areKnown(packages));
  await install(allKnown).catch(async (cause: unknown) => {
    // Lists of long ago name files that the mirror has since replaced.
    if (!allKnown || may === 'none') throw cause;
    await install(false);
  });
}

async function areKnown(packages: readonly string[]): Promise<boolean> {
  return run('apt-cache', ['show', '--no-all-versions', ...packages]).then(
    () => true,
    () => false,
  );
}
