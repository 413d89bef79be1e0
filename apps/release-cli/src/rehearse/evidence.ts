import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { readDist } from '../publish/dist-files.ts';
import { demandMatrix } from '../publish/qa-evidence.ts';
import { readReleaseNow } from '../publish/release-evidence.ts';
import type { Verify } from '../publish/sign-off.ts';
import type { Loopback } from './loopback.ts';

/** What a role would sign on. Where it is not real, the dates are rehearsed and the approval is not. */
export interface RoleEvidence {
  readonly real: boolean;
  readonly why: string;
}

export interface Evidence {
  readonly cut: RoleEvidence;
  readonly qa: RoleEvidence;
  readonly release: RoleEvidence;
  /** For `signOff`. */
  readonly verify: Verify;
}

/** Asks for no evidence at all: for a look at what would be shown, which approves nothing. */
export async function withoutEvidence({ publisher }: Loopback, versions: readonly string[]): Promise<Verify> {
  const installers = await Promise.all(versions.map(async (version) => ({ version, sha256: await installerOf(publisher, version) })));
  await writeMatrix(publisher.dist, installers);
  return () => Promise.resolve({ ok: true, checks: [] });
}

/**
 * Looks for the evidence that the roles would need: a green matrix of exactly these bytes, and a green `verify`. What is missing is
 * replaced for the rehearsal and says so.
 *
 * @param dist where the real matrix lies.
 * @param verify `togo verify`.
 */
export async function gatherEvidence(loopback: Loopback, dist: string, version: string, verify: Verify): Promise<Evidence> {
  const { publisher, standIns } = loopback;
  const isCut = !standIns.has(version);
  const cut = { real: isCut, why: isCut ? `${join(dist, version)}` : `${join(dist, version)} has no release.json: stand-ins of some bytes in its place` };
  const release = isCut ? await askVerify(verify, join(publisher.dist, version)) : { real: false, why: 'nothing is cut that could be verified' };
  const qa = await askMatrix(loopback, dist, version);
  return { cut, qa, release, verify: () => Promise.resolve({ ok: true, checks: [] }) };
}

async function askVerify(verify: Verify, path: string): Promise<RoleEvidence> {
  const { ok, checks } = await verify(path);
  const failed = checks.filter((check) => !check.ok).map(({ id }) => id);
  return { real: ok, why: ok ? `${checks.length} checks of togo verify say yes` : `togo verify says no: ${failed.join(', ')}` };
}

async function askMatrix({ publisher }: Loopback, dist: string, version: string): Promise<RoleEvidence> {
  const { release } = await readDist(publisher.dist, version, await readReleaseNow(publisher, version));
  try {
    await demandMatrix(dist, release);
    await cp(join(dist, 'matrix/matrix.json'), join(publisher.dist, 'matrix/matrix.json'), { recursive: true });
    return { real: true, why: 'matrix.json has judged exactly these bytes, and nothing failed' };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    await writeMatrix(publisher.dist, [{ version, sha256: await installerOf(publisher, version) }]);
    return { real: false, why: error.message };
  }
}

async function installerOf(publisher: Loopback['publisher'], version: string): Promise<string> {
  const { release } = await readDist(publisher.dist, version, await readReleaseNow(publisher, version));
  return release.artefacts.find(({ kind }) => kind === 'installer')?.sha256 ?? '';
}

async function writeMatrix(dist: string, installers: readonly { readonly version: string; readonly sha256: string }[]): Promise<void> {
  const judged = installers.map((one) => ({ ...one, isStandIn: false, isInstrumented: false }));
  await mkdir(join(dist, 'matrix'), { recursive: true });
  await writeFile(join(dist, 'matrix/matrix.json'), `${JSON.stringify({ formatVersion: 1, rehearsal: true, passed: 1, failed: 0, judged }, null, 2)}\n`);
}
