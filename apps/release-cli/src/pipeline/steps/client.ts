import type { Cut } from '../cut.ts';
import { runBuild } from '../run-build.ts';
import { hashLock, hashSources } from '../source-hash.ts';
import type { StepOutcome } from '../step.ts';

/** What esbuild reads for the bundle. */
const sources = ['apps/client/src', 'libs/foundation/src', 'libs/tls-policy/src', 'libs/transmission/src', 'libs/release/src/manifest', 'libs/ie-settings/src'];

export async function bundleClient(cut: Cut): Promise<StepOutcome> {
  const inputs = { version: cut.version, sources: await hashSources(...sources), lock: await hashLock() };
  const { dir, outcome } = await cut.cache.get('client', inputs, (out) => runBuild(cut, 'apps/client/src/build.ts', () => ({ out })));
  cut.learn('clientDir', dir);
  return outcome;
}

