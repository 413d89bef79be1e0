import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@togo/foundation';
import { notesToHtml, notesToText } from '@togo/release';
import { createManifest, formatManifest, layerNames, type BuiltLayer, type LayerName } from '@togo/release/manifest';
import { longAgo, readReleaseFiles } from '../release-files.ts';

/** A folder like `dist/<version>` for a schedule that is rehearsed before anything is cut: the words are right, the programs are a line of text. */
export async function standInCut(dist: string, version: string, releases: string): Promise<void> {
  const { release, notes } = await readReleaseFiles(version, longAgo, releases);
  const layer = (name: LayerName): BuiltLayer => ({ sha256: sha256(name), bytes: 1, files: [{ path: `${name}.txt`, sha256: sha256(name), bytes: 1 }] });
  const layers = Object.fromEntries(layerNames.map((name) => [name, layer(name)])) as Record<LayerName, BuiltLayer>;
  const manifest = createManifest({ release, signing: 'development', launcher: { sha256: sha256('launcher'), bytes: 1 }, layers, tools: { makensis: '3.11' } });
  const standIn = (name: string): string => `stand-in for ${name}, for a rehearsal\n`;
  const programs = [`TogoInstaller-${version}.exe`, `TogoUpdate-${version}.exe`, `IESettingsCheck-${version}.exe`];
  const files: Readonly<Record<string, string>> = {
    ...Object.fromEntries(programs.map((name) => [name, standIn(name)])),
    'release.json': formatManifest(manifest),
    'notes.html': notesToHtml(notes, release),
    'notes.txt': notesToText(notes),
    'latest.yml': `version: ${version}\n`,
  };
  await mkdir(join(dist, version), { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(dist, version, name), content);
}
