import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@togo/foundation';
import { longAgo, readReleaseFiles, type CheckedRelease } from '../release-files.ts';
import type { PublicationPlace } from './place.ts';

/** The files of a release as they are now, and the hashes that a statement has of them. */
export interface ReleaseNow extends CheckedRelease {
  readonly folder: string;
  readonly planSha256: string;
  readonly notesSha256: string;
}

/**
 * Reads releases/<version>. Whether a date has slipped is decided with what the origin shows, not by the lint.
 *
 * @throws CodedError `VERSION_UNKNOWN`, `RELEASE_FAULTS`.
 */
export async function readReleaseNow({ releases }: PublicationPlace, version: string): Promise<ReleaseNow> {
  const checked = await readReleaseFiles(version, longAgo, releases);
  const folder = join(releases, version);
  const hashOf = async (name: string): Promise<string> => sha256(await readFile(join(folder, name)));
  return { ...checked, folder, planSha256: await hashOf('plan.yaml'), notesSha256: await hashOf('notes.ja.md') };
}
