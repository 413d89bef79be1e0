import { join } from 'node:path';
import type { PublicationId } from '@togo/release';

/** Where things wait until their moment: `<dist>/publication/<version>/<publication>/`. Not in dist/<version>, which holds what was cut and nothing else. */
export interface PublicationPlace {
  /** The folder that has `<version>` of each cut. */
  readonly dist: string;
  /** The folder that has release.yaml, plan.yaml and notes.ja.md of each version. */
  readonly releases: string;
}

export function waitingRoom(dist: string): string {
  return join(dist, 'publication');
}

export function publicationFolder({ dist }: PublicationPlace, version: string, id: PublicationId): string {
  return join(waitingRoom(dist), version, id);
}

/** In it: what the roles sign, and what it speaks of. */
export const statementFile = 'statement.json';
export const targetsFile = 'targets.json';

/**
 * Where the bytes of a target lie on this machine: what was made for the publication lies in its folder, what was cut in `dist/<version>`.
 *
 * @param own the names that lie in the folder.
 */
export function localFile(place: PublicationPlace, folder: string, target: string, own: ReadonlySet<string>): string {
  return own.has(target) ? join(folder, 'files', target) : join(place.dist, target);
}
