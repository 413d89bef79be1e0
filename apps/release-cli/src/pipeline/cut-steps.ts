import type { Cut } from './cut.ts';
import type { Step } from './step.ts';
import { buildChecker } from './steps/checker.ts';
import { bundleClient } from './steps/client.ts';
import { writeEvidence } from './steps/evidence.ts';
import { buildInstaller } from './steps/installer.ts';
import { openKeys } from './steps/keys.ts';
import { buildLauncher } from './steps/launcher.ts';
import { packLayers } from './steps/layers.ts';
import { writeManifest } from './steps/manifest.ts';
import { readRelease } from './steps/release-files.ts';
import { fetchRuntime } from './steps/runtime.ts';
import { findToolchain } from './steps/toolchain.ts';
import { writeWords } from './steps/words.ts';

/** `togo cut`, read aloud. */
export const cutSteps: readonly Step<Cut>[] = [
  { name: 'read and lint the release files', run: readRelease },
  { name: 'find the build tools', run: findToolchain },
  { name: 'open the signing keys', run: openKeys },
  { name: 'fetch and verify the Node runtime', run: fetchRuntime },
  { name: 'bundle the client', run: bundleClient },
  { name: 'build and sign the launcher', run: buildLauncher },
  { name: 'build and sign the IE settings checker', run: buildChecker },
  { name: 'write notes and guide', run: writeWords },
  { name: 'pack the layers', run: packLayers },
  { name: 'write release.json', run: writeManifest },
  { name: 'build and sign the installer', run: buildInstaller },
  { name: 'write SBOM, provenance and checksums', run: writeEvidence },
];
