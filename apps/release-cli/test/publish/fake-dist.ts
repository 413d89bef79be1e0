import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@togo/foundation';
import { notesToHtml, notesToText } from '@togo/release';
import { createManifest, formatManifest, layerNames, type BuiltLayer, type LayerName } from '@togo/release/manifest';
import { longAgo, readReleaseFiles } from '../../src/release-files.ts';

/** A folder like `dist/<version>`, its programs some bytes long: what publishing looks at is right, nothing of it runs. */
export async function fakeDist(dist: string, version: string): Promise<void> {
  const { release, notes } = await readReleaseFiles(version, longAgo);
  const layer = (name: LayerName): BuiltLayer => ({ sha256: sha256(name), bytes: 1, files: [{ path: `${name}.txt`, sha256: sha256(name), bytes: 1 }] });
  const layers = Object.fromEntries(layerNames.map((name) => [name, layer(name)])) as Record<LayerName, BuiltLayer>;
  const manifest = createManifest({ release, signing: 'development', launcher: { sha256: sha256('launcher'), bytes: 1 }, layers, tools: { makensis: '3.11' } });
  const folder = join(dist, version);
  await mkdir(join(folder, 'layers'), { recursive: true });
  const files = {
    [`TogoInstaller-${version}.exe`]: `installer of ${version}`,
    [`TogoInstaller-${version}.exe.blockmap`]: 'blocks',
    [`TogoUpdate-${version}.exe`]: `update to ${version}`,
    [`IESettingsCheck-${version}.exe`]: `checker of ${version}`,
    'release.json': formatManifest(manifest),
    'notes.html': notesToHtml(notes, release),
    'notes.txt': notesToText(notes),
    'latest.yml': `version: ${version}\n`,
    SHA256SUMS: 'sums\n',
    'layers/a.7z': 'a layer, which no client fetches by itself',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}
