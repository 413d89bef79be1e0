import { isAbsolute, join, resolve } from 'node:path';
import { ClientError } from './client-error.ts';

const folderName = 'KaigoDenso';

/** Where the client finds and keeps things. Absolute paths. */
export interface Places {
  /** This version's files: release.json, trust.json, notes.html, guide.html. */
  readonly program: string;
  /** Shared by the users of this PC: settings.json, logs. */
  readonly data: string;
  /** This user's: which instance runs. */
  readonly state: string;
}

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of the running bundle. */
  readonly bundleDir: string;
  /** `--home`. */
  readonly home?: string;
}

/**
 * On Windows the folders of ARCHITECTURE §3; elsewhere only a `--home`, with `data` and `state` below it.
 *
 * @throws ClientError `I-485` where Windows names no such folder, or no home is given off Windows.
 */
export function locatePlaces({ platform, env, bundleDir, home }: Surroundings): Places {
  if (home !== undefined) {
    const program = resolve(home);
    return { program, data: join(program, 'data'), state: join(program, 'state') };
  }
  if (platform !== 'win32') throw new ClientError('I-485', `expected --home on ${platform}`);
  return { program: bundleDir, data: folderOf(env, 'ProgramData'), state: folderOf(env, 'LOCALAPPDATA') };
}

function folderOf(env: Surroundings['env'], name: string): string {
  const base = env[name];
  if (base === undefined || !isAbsolute(base)) throw new ClientError('I-485', `expected an absolute path in %${name}%, got ${base ?? 'nothing'}`);
  return join(base, folderName);
}

export function settingsPath(places: Places): string {
  return join(places.data, 'settings.json');
}

export function certificatesFolder(places: Places): string {
  return join(places.data, 'certificates');
}

/** Copies of the data of an old Ver.8, left by the installer. */
export function ver8Folder(places: Places): string {
  return join(places.data, 'ver8');
}

export function logPath(places: Places): string {
  return join(places.data, 'logs', 'client.log');
}
