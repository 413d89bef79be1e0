import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError, hasCode, type Clock } from '@togo/foundation';
import { cacheDir } from '@togo/needs';
import type { Screen } from '../progress-line.ts';
import { BuildCache } from './build-cache.ts';
import { Cut, type Artefact } from './cut.ts';
import { cutSteps } from './cut-steps.ts';
import { listArtefacts } from './artefacts.ts';
import { putInPlace, sweepAbandoned } from './put-in-place.ts';
import { runSteps } from './run-steps.ts';
import type { ProductionSigner } from './signing.ts';
import type { StepRecord } from './step.ts';

/** Free space that a cut asks for before it starts: its scratch files, layers and artefacts, with room to spare. */
const neededBytes = 300_000_000;

export interface CutRequest {
  readonly version: string;
  readonly unsigned: boolean;
  readonly signer?: ProductionSigner;
  /** The folder that gets `<version>`. */
  readonly dist: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly screen: Screen;
}

export interface CutResult {
  readonly dist: string;
  readonly artefacts: readonly Artefact[];
  readonly steps: readonly StepRecord[];
}

/**
 * Cuts a release: runs the steps in a folder beside `dist/<version>`, then puts it in place with one rename.
 * Whatever happens on the way, `dist/<version>` is what it was before or the whole new release.
 */
export async function cutRelease(request: CutRequest): Promise<CutResult> {
  const nonce = `${process.pid}-${randomBytes(3).toString('hex')}`;
  await mkdir(request.dist, { recursive: true });
  await refuseWithoutSpace(request.dist);
  await sweepAbandoned(request.dist);
  const staging = join(request.dist, `.cut-${nonce}`);
  const work = await mkdtemp(join(tmpdir(), 'togo-cut-'));
  const cache = new BuildCache(join(cacheDir(), 'builds'), nonce);
  try {
    await mkdir(staging);
    const { version, unsigned, signer, clock, signal } = request;
    const cut = new Cut({ version, unsigned, signer, clock, signal, cache, cacheDir: cacheDir(), staging, work });
    const steps = await runSteps(cutSteps, cut, { screen: request.screen, signal, nowMs: () => performance.now() });
    const artefacts = await listArtefacts(staging);
    const dist = await putInPlace(staging, request.dist, version);
    await cache.sweep(clock.now());
    return { dist, artefacts, steps };
  } catch (error) {
    throw explainFullDisk(error, request.dist);
  } finally {
    await rm(staging, { recursive: true, force: true });
    await rm(work, { recursive: true, force: true });
  }
}

async function refuseWithoutSpace(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  if (freeBytes >= neededBytes) return;
  throw new CodedError('NO_SPACE', `a cut needs ${neededBytes / 1e6} MB free in ${folder}, there are ${Math.floor(freeBytes / 1e6)} MB`, {
    hint: 'Free some space, or choose another place with --dist.',
  });
}

function explainFullDisk(error: unknown, folder: string): unknown {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (!hasCode(cause, 'ENOSPC') && !/ENOSPC|No space left on device/.test(cause.message)) continue;
    return new CodedError('NO_SPACE', `the disk is full; nothing was published in ${folder}`, { cause: error, hint: 'Free some space and run the same command again.' });
  }
  return error;
}
