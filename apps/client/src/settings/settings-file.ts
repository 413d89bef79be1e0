import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeAtomic } from '@togo/foundation/files';
import { formatAddress, type Address } from '../address.ts';
import { ClientError } from '../client-error.ts';
import { limits } from '../limits.ts';
import { isMissing, readText } from '../read-text.ts';
import { formatSettings, noSettings, parseSettings, withReception, type Settings } from './settings.ts';

/** @throws ClientError `S-281`; a file that is not there means default settings. */
export async function readSettings(path: string): Promise<Settings> {
  let text: string;
  try {
    text = await readText(path, limits.settingsMaxBytes);
  } catch (cause) {
    if (isMissing(cause)) return noSettings;
    throw new ClientError('S-281', `settings.json: ${String(cause)}`, { cause });
  }
  return parseSettings(text);
}

/**
 * Changes the reception system and reads the file again: what is called saved has been seen saved.
 *
 * @throws ClientError `S-281` when the present file is broken (it is left as it is), `S-282` when it could not be replaced.
 */
export async function saveReception(path: string, address: Address | undefined): Promise<void> {
  const wanted = withReception(await readSettings(path), address);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeAtomic(path, formatSettings(wanted));
  } catch (cause) {
    throw new ClientError('S-282', `settings.json: ${String(cause)}`, { cause });
  }
  const { reception } = await readSettings(path);
  const [expected, got] = [address, reception].map((value) => (value === undefined ? 'default' : formatAddress(value)));
  if (expected !== got) throw new ClientError('S-282', `settings.json: expected ${expected ?? ''}, read back ${got ?? ''}`);
}
