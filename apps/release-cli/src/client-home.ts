import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { compare } from 'semver';
import { developmentRoot, developmentTrust } from './development-keys.ts';
import { formatOriginFile } from './origin-file.ts';
import { workspaceRoot } from './workspace.ts';

/** Where `togo serve` is, unless it is told otherwise. */
const servedSite = 'https://localhost:8444/';

/**
 * The folder in which `togo client` runs: release.json and notes of the newest cut, and the trust of this machine. It asks `togo serve` for updates.
 * Settings and results of earlier runs stay.
 *
 * @throws CodedError `NOT_CUT` when there is no cut yet.
 */
export async function clientHome(): Promise<string> {
  const dist = join(workspaceRoot, 'dist');
  const versions = (await readdir(dist).catch(() => [])).filter((name) => /^\d+\.\d+\.\d+$/.test(name)).sort(compare);
  const newest = versions.at(-1);
  if (newest === undefined) throw new CodedError('NOT_CUT', 'the client runs as part of a release, and none is cut yet', { hint: 'Run ./togo cut 9.1.0 first.' });
  const home = join(workspaceRoot, '.togo/client');
  await mkdir(home, { recursive: true });
  for (const name of ['release.json', 'notes.html']) await copyFile(join(dist, newest, name), join(home, name));
  await copyFile(await developmentTrust(), join(home, 'trust.json'));
  await writeFile(join(home, 'root.json'), await developmentRoot());
  await writeFile(join(home, 'origin.json'), formatOriginFile(servedSite));
  return home;
}
