import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cut } from '../cut.ts';
import { runBuild } from '../run-build.ts';
import { signBuilt } from '../sign-built.ts';
import { hashLock, hashSources } from '../source-hash.ts';
import type { StepOutcome } from '../step.ts';

export async function buildChecker(cut: Cut): Promise<StepOutcome> {
  const { release } = cut.known('release');
  const { makensis } = cut.known('toolchain');
  const request = { productName: release.productNames.checker, reception: release.reception, sourceDate: cut.known('sourceDate') };
  const inputs = { version: cut.version, ...request, makensis: makensis.version, sources: await hashSources('apps/checker', 'libs/ie-settings/src', 'libs/tls-policy/src'), lock: await hashLock() };
  const { dir, outcome } = await cut.cache.get('checker', inputs, (out) => runBuild(cut, 'apps/checker/src/build.ts', (work) => ({ ...request, makensis, out, work })));
  const name = `IESettingsCheck-${cut.version}.exe`;
  const signed = await signBuilt(cut, join(dir, name));
  cut.learn('checker', signed);
  await copyFile(signed, join(cut.staging, name));
  return outcome;
}
