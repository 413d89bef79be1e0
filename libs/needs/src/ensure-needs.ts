import { mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { CodedError, type Progress } from '@togo/foundation';
import { withLock } from '@togo/foundation/lock';
import { aptPackages } from './apt-plan.ts';
import { cacheDir, privateBinDir } from './cache-dir.ts';
import type { NeedsErrorCode } from './errors.ts';
import { installPackages } from './install-packages.ts';
import type { Purpose } from './need.ts';
import { missingNeeds } from './probe-needs.ts';

/** A Wine box takes two to three minutes; a slow mirror may take much longer. */
const otherProvisionerWaitMs = 30 * 60_000;

/**
 * Makes sure that everything for `purpose` is there, installing what is missing, and puts our own tools first on the PATH.
 *
 * @throws CodedError `NEEDS_MISSING` when we may not install something, `PROVISION_FAILED` when installing did not help.
 */
export async function ensureNeeds(purpose: Purpose, progress: Progress): Promise<void> {
  usePrivateTools();
  if ((await missingNeeds(purpose)).length === 0) return;
  await mkdir(cacheDir(), { recursive: true });
  await alone('packages', progress, async () => {
    const packages = aptPackages(await missingNeeds(purpose));
    if (packages.length > 0) await installPackages(packages, progress);
  });
  for (const { id, probe, provider } of await missingNeeds(purpose)) {
    if (provider.kind !== 'private') continue;
    await alone(id, progress, async () => {
      if ((await probe()) === undefined) await provider.provide(progress);
    });
  }
  const left = await missingNeeds(purpose);
  if (left.length === 0) return;
  throw new CodedError<NeedsErrorCode>('PROVISION_FAILED', `still missing after installing: ${left.map(({ id }) => id).join(', ')}`, {
    hint: './togo doctor shows the state of each need.',
  });
}

/** One lock for each thing: a cut does not wait for somebody who makes a Wine box. */
async function alone(id: string, progress: Progress, act: () => Promise<void>): Promise<void> {
  const onWait = (): void => progress({ what: `another togo is providing ${id}, waiting for it` });
  await withLock(join(cacheDir(), `provide-${id}.lock`), { waitMs: otherProvisionerWaitMs, onWait }, act);
}

/** Child processes find our tools by their usual names. */
function usePrivateTools(): void {
  const path = process.env['PATH'] ?? '';
  if (!path.split(delimiter).includes(privateBinDir())) process.env['PATH'] = `${privateBinDir()}${delimiter}${path}`;
}
