import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '@togo/foundation/files';
import { createManifest, formatManifest, type BuiltLayer, type LayerName } from '@togo/release/manifest';
import type { Cut } from '../cut.ts';
import type { StepOutcome } from '../step.ts';

/** release.json: every file that will be on a facility's PC. It is installed beside the client, which checks itself against it. */
export async function writeManifest(cut: Cut): Promise<StepOutcome> {
  const launcher = cut.known('launcher');
  const packed = cut.known('layers');
  const built = (name: LayerName): BuiltLayer => ({ sha256: packed[name].sha256, bytes: packed[name].bytes, files: packed[name].files });
  const manifest = createManifest({
    release: cut.known('release').release,
    signing: cut.known('signing').kind,
    launcher: { sha256: await hashFile(launcher), bytes: (await stat(launcher)).size },
    layers: { runtime: built('runtime'), client: built('client'), extras: built('extras') },
    tools: { makensis: cut.known('toolchain').makensis.version },
  });
  await writeFile(join(cut.staging, 'release.json'), formatManifest(manifest));
  cut.learn('manifest', manifest);
  return 'built';
}
