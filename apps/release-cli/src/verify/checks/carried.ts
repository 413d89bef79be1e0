import { hashFile } from '@togo/foundation/files';
import { sha256 } from '@togo/foundation';
import type { LayerName } from '@togo/release/manifest';
import { ask, type ReleaseCheck } from '../check.ts';
import { findCarried, type CarriedFile } from '../carried-files.ts';
import { windowsSevenZip } from '../seven-zip.ts';
import type { Subject } from '../subject.ts';

/** The installer carries each layer as its archive; the update carries the files of each but the runtime, which is on the PC already. */
const inUpdate: readonly LayerName[] = ['client', 'extras'];

/** What an installation of this program leaves on a PC is what release.json says, and release.json is the one beside it. */
export function checkCarried(kind: 'installer' | 'update', { manifest, manifestText }: Subject, files: readonly CarriedFile[] | Error): Promise<ReleaseCheck> {
  return ask(`carried.${kind}`, 'release.json, the launcher and every layer, byte for byte', 'inside it', async () => {
    if (files instanceof Error) throw files;
    const wanted: Record<string, string> = { 'release.json': sha256(manifestText), 'denso.exe': manifest.launcher.sha256 };
    if (kind === 'installer') {
      wanted['7za.exe'] = await hashFile(windowsSevenZip);
      for (const layer of manifest.layers) wanted[`layer ${layer.name}`] = layer.sha256;
    } else {
      for (const layer of manifest.layers.filter(({ name }) => inUpdate.includes(name))) {
        for (const file of layer.files) wanted[file.path] = file.sha256;
      }
    }
    return Object.entries(wanted)
      .filter(([, hash]) => findCarried(files, hash) === undefined)
      .map(([name, hash]) => `no ${name} of SHA-256 ${hash}`);
  });
}
