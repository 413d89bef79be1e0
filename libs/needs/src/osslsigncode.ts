import { join } from 'node:path';
import type { Progress } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { privateBinDir } from './cache-dir.ts';
import { findProgram } from './find-program.ts';
import { isNewEnough } from './nsis.ts';
import { unpackPackages, wrapProgram } from './private-packages.ts';

/** The first release whose built-in time-stamp authority and checks we rely on. */
const oldest = '2.9';

export async function findOsslsigncode(): Promise<string | undefined> {
  const exe = await findProgram('osslsigncode');
  if (exe === undefined) return undefined;
  const { stdout } = await run(exe, ['--version'], { okExitCodes: [0, 1] });
  const version = /osslsigncode (\d+\.\d+)/.exec(stdout)?.[1] ?? '0';
  return isNewEnough(version, oldest) ? `${version} at ${exe}` : undefined;
}

export async function provideOsslsigncode(progress: Progress): Promise<void> {
  progress({ what: 'getting osslsigncode from the packages of Debian 13 (about half a minute)' });
  const folder = await unpackPackages('osslsigncode', ['trixie'], () =>
    Promise.resolve(['osslsigncode/trixie', 'libssl3t64/trixie', 'libzstd1/trixie', 'zlib1g/trixie', 'libc6/trixie']),
  );
  await wrapProgram(join(privateBinDir(), 'osslsigncode'), folder, 'usr/bin/osslsigncode');
}
