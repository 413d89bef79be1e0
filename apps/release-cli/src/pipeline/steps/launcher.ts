import { join } from 'node:path';
import type { Cut } from '../cut.ts';
import { runBuild } from '../run-build.ts';
import { signBuilt } from '../sign-built.ts';
import { hashSources } from '../source-hash.ts';
import type { StepOutcome } from '../step.ts';

export async function buildLauncher(cut: Cut): Promise<StepOutcome> {
  const { release } = cut.known('release');
  const request = { productName: release.productNames.client, sourceDate: cut.known('sourceDate') };
  const inputs = { version: cut.version, ...request, mingw: cut.known('toolchain').mingw.version, sources: await hashSources('apps/installer') };
  const { dir, outcome } = await cut.cache.get('launcher', inputs, (out) => runBuild(cut, 'apps/installer/src/build-launcher.ts', (work) => ({ ...request, out, work })));
  cut.learn('launcher', await signBuilt(cut, join(dir, 'denso.exe')));
  return outcome;
}
