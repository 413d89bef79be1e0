import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Arch, build, Platform, type Configuration } from 'electron-builder';
import { run } from '@togo/foundation/run';
import type { Manifest } from '@togo/release/manifest';

export interface PackageInput {
  readonly manifest: Manifest;
  /** Folder with `places.nsh` and `texts.nsh`; the pictures are in `art`. */
  readonly generated: string;
  readonly art: string;
  /** `installer.nsi`. */
  readonly script: string;
  readonly exeName: string;
  readonly publishUrl: string;
  /** Unix seconds. */
  readonly sourceDate: number;
  readonly sign: readonly string[] | null;
  /** Whether the block map and latest.yml are wanted too. */
  readonly forUpdates: boolean;
  /** Scratch folder of this packaging; made anew. */
  readonly work: string;
}

/**
 * Lets electron-builder make the installer, its block map and latest.yml.
 * The layers are no part of its "application": our script carries them itself, each as it is.
 *
 * @returns the folder with the files.
 */
export async function packageExe(input: PackageInput): Promise<string> {
  const { manifest, work } = input;
  const project = join(work, 'project');
  const prepackaged = join(work, 'prepackaged');
  const output = join(work, 'output');
  await rm(work, { recursive: true, force: true });
  for (const folder of [project, prepackaged, output]) await mkdir(folder, { recursive: true });
  const { client, installer } = manifest.productNames;
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'kaigo-denso', version: manifest.version, description: installer, author: client }));
  await writeFile(join(prepackaged, 'release.txt'), `${manifest.version}\n`);
  await build({
    targets: Platform.WINDOWS.createTarget('nsis', Arch.ia32),
    projectDir: project,
    prepackaged,
    publish: 'never',
    config: configuration(input, output),
  });
  return output;
}

function configuration({ manifest, generated, art, script, exeName, publishUrl, sourceDate, sign, forUpdates }: PackageInput, output: string): Configuration {
  const { client, installer } = manifest.productNames;
  return {
    appId: 'jp.kaigo.denso',
    productName: installer,
    copyright: client,
    electronVersion: '0.0.0',
    directories: { output, buildResources: generated },
    compression: 'store',
    publish: forUpdates ? [{ provider: 'generic', url: publishUrl }] : null,
    releaseInfo: { releaseDate: new Date(sourceDate * 1000).toISOString() },
    win: {
      signtoolOptions: sign === null ? null : { sign: ({ path }) => signFile(sign, path), signingHashAlgorithms: ['sha256'] },
      signAndEditExecutable: sign !== null,
    },
    nsis: {
      script,
      artifactName: exeName,
      oneClick: false,
      packElevateHelper: false,
      differentialPackage: forUpdates,
      language: '1041',
      installerLanguages: ['ja_JP'],
      installerIcon: join(art, 'app.ico'),
      installerHeader: join(art, 'header.bmp'),
      installerSidebar: join(art, 'welcome.bmp'),
      warningsAsErrors: true,
    },
  };
}

async function signFile([program = '', ...prefix]: readonly string[], path: string): Promise<void> {
  await run(program, [...prefix, path]);
}
