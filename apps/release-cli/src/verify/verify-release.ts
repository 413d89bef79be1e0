import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silent, systemClock, type Progress } from '@togo/foundation';
import { ensureDevPki, readSigningFolder } from '@togo/signing';
import { developmentKeysDir, developmentRoot } from '../development-keys.ts';
import type { ReleaseCheck } from './check.ts';
import { interrupted } from './interrupted.ts';
import { notARelease } from './not-a-release.ts';
import type { Anchors } from './subject.ts';
import { verifyExe } from './verify-exe.ts';
import { verifyFolder } from './verify-folder.ts';

export interface VerifyOptions {
  /** Cut the release again, from the sources of this checkout, and compare: minutes instead of seconds. */
  readonly rebuild?: boolean;
  /** The folder of a production signer, for a release that is signed for facilities. */
  readonly signing?: string;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

export interface Verification {
  readonly ok: boolean;
  readonly checks: readonly ReleaseCheck[];
}

/**
 * Judges a release folder, or one exe of it, without believing anything that the builder wrote: what is expected comes from
 * releases/<version> of this checkout, from the pinned roots, and from the bytes themselves.
 * Where release.json cannot be read, only it and the checksums are asked.
 *
 * @param path `dist/<version>`, or an exe.
 * @throws CodedError `NOT_A_RELEASE`, `INTERRUPTED`, `TOOL_MISSING`. A bad release is an answer, not an error.
 */
export async function verifyRelease(path: string, { rebuild = false, signing, progress = silent, signal }: VerifyOptions = {}): Promise<Verification> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined) throw notARelease(path, 'nothing is there');
  const scratch = await mkdtemp(join(tmpdir(), 'togo-verify-'));
  try {
    const anchors = signing === undefined ? await developmentAnchors() : await productionAnchors(signing);
    const common = { anchors, scratch, progress };
    const checks = facts.isDirectory() ? await verifyFolder(path, { ...common, rebuild, signal }) : await verifyExe(path, common);
    if (signal?.aborted === true) throw interrupted();
    return { ok: checks.every(({ ok }) => ok), checks };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function productionAnchors(folder: string): Promise<Anchors> {
  const { chainPem, timestamp, trustPath, root } = await readSigningFolder(folder);
  return { rootPem: chainPem, tsaRootPem: timestamp.rootPem, trust: await readFile(trustPath), root };
}

/** The roots of this machine's development keys. */
async function developmentAnchors(): Promise<Anchors> {
  const { codeSigning, tsa, reception } = await ensureDevPki(developmentKeysDir(), systemClock);
  return { rootPem: codeSigning.rootPem, tsaRootPem: tsa.rootPem, trust: await readFile(reception.trustPath), root: await developmentRoot() };
}
