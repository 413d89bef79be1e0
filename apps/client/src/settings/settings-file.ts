import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeAtomic } from '@togo/foundation/files';
import { ClientError } from '../client-error.ts';
import { limits } from '../limits.ts';
import { isMissing, readText } from '../read-file.ts';
import { formatSettings, noSettings, parseSettings, type Settings } from './settings.ts';

/** @throws ClientError `S-285`; a file that is not there means default settings: `noSettings` itself. */
export async function readSettings(path: string): Promise<Settings> {
  let text: string;
  try {
    text = await readText(path, limits.settingsMaxBytes);
  } catch (cause) {
    if (isMissing(cause)) return noSettings;
    throw new ClientError('S-285', `settings.json: ${String(cause)}`, { cause });
  }
  return parseSettings(text);
}

/**
 * Changes the settings and reads the file again: what is called saved has been seen saved.
 *
 * @throws ClientError `S-285` when the present file is broken (it is left as it is), `S-286` when it could not be replaced.
 */
export async function changeSettings(path: string, change: (present: Settings) => Settings): Promise<void> {
  const wanted = formatSettings(change(await readSettings(path)));
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeAtomic(path, wanted);
  } catch (cause) {
    throw new ClientError('S-286', `settings.json: ${String(cause)}`, { cause });
  }
  const got = formatSettings(await readSettings(path));
  if (got !== wanted) throw new ClientError('S-286', 'settings.json: read back something else than was written');
}
