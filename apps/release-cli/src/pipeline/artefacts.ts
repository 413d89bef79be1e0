import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile, listFiles } from '@togo/foundation/files';
import type { Artefact } from './cut.ts';

const kinds: readonly [pattern: RegExp, kind: Artefact['kind']][] = [
  [/^TogoInstaller-.*\.exe$/, 'installer'],
  [/^TogoUpdate-.*\.exe$/, 'update'],
  [/^IESettingsCheck-.*\.exe$/, 'checker'],
  [/^release\.json$/, 'release'],
  [/^notes\./, 'notes'],
  [/^sbom\./, 'sbom'],
  [/^provenance\.json$/, 'provenance'],
  [/^layers\//, 'layer'],
];

/** Everything in a finished release folder, with its hash. */
export async function listArtefacts(folder: string): Promise<Artefact[]> {
  return Promise.all(
    (await listFiles(folder)).map(async (path) => ({
      kind: kinds.find(([pattern]) => pattern.test(path))?.[1] ?? 'metadata',
      path,
      sha256: await hashFile(join(folder, path)),
      bytes: (await stat(join(folder, path))).size,
    })),
  );
}
