import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseManifest } from '@togo/release/manifest';
import { readFile } from 'node:fs/promises';
import type { TargetEntry } from '@togo/signing';
import { artefactKinds, type ArtefactKind, type Release as PublishedRelease } from '@togo/trust';
import { listArtefacts } from '../pipeline/artefacts.ts';
import { refusal } from './errors.ts';
import type { ReleaseNow } from './release-evidence.ts';

export interface DistFiles {
  readonly entries: readonly TargetEntry[];
  /** What the statement says of them. */
  readonly release: PublishedRelease;
  readonly isDevelopment: boolean;
}

/**
 * The files of a cut that clients may have: all but the layers, which installer and update carry.
 *
 * @throws CodedError `DIST_MISSING`
 */
export async function readDist(dist: string, version: string, { release }: ReleaseNow): Promise<DistFiles> {
  const folder = join(dist, version);
  const hint = `Run ./togo cut ${version} first.`;
  if (!(await stat(join(folder, 'release.json')).then(() => true, () => false))) throw refusal('DIST_MISSING', `${folder} has no release.json`, hint);
  const manifest = parseManifest(await readFile(join(folder, 'release.json'), 'utf8'));
  if (manifest.version !== version) throw refusal('DIST_MISSING', `${folder}: expected the release ${version}, got ${manifest.version}`, hint);
  const files = (await listArtefacts(folder)).filter(({ kind }) => kind !== 'layer');
  const artefacts = files.flatMap(({ kind, path, sha256, bytes }): PublishedRelease['artefacts'] => {
    if (!isArtefactKind(kind)) return [];
    return [{ kind, target: `${version}/${path}`, sha256, bytes, ...(kind === 'update' ? { base: release.previousRelease } : {}) }];
  });
  if (!artefacts.some(({ kind }) => kind === 'installer')) throw refusal('DIST_MISSING', `${folder} has no TogoInstaller-${version}.exe`, hint);
  return {
    entries: files.map(({ path, sha256, bytes }) => ({ name: `${version}/${path}`, sha256, bytes })),
    release: { version, title: release.title, upgradesFrom: release.upgradesFrom, artefacts },
    isDevelopment: manifest.signing !== 'production',
  };
}

function isArtefactKind(kind: string): kind is ArtefactKind {
  return (artefactKinds as readonly string[]).includes(kind);
}
