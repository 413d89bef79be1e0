import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hasCode } from '@togo/foundation';
import { refusal } from '../errors.ts';
import { createKeys, loadKeyFile, readPublicKey } from './key-files.ts';
import type { Signer } from './signer.ts';
import { keyNames, type KeyName, type TufKey } from './tuf-key.ts';

/** Known to everybody: these keys protect nothing, and say so. */
const developmentPassphrase = 'TOGO DEVELOPMENT';

export type Signers = Readonly<Record<KeyName, Signer>>;

/**
 * All eight keys of a development machine, made on first use. Each is marked `development` inside TUF metadata.
 *
 * They are made in another folder and renamed when complete, so that a killed start leaves no half of them and two starters end with the same.
 */
export async function ensureDevelopmentKeys(dir: string): Promise<Signers> {
  const signers = await openKeys(dir).catch(async (error: unknown) => {
    if (!hasCode(error, 'KEY_UNREADABLE')) throw error;
    await makeKeys(dir);
    return openKeys(dir);
  });
  return Object.fromEntries(signers) as Record<KeyName, Signer>;
}

/**
 * Development keys sign only what stays on this machine.
 *
 * @param origin `file:///…`, `s3://bucket?endpoint=http://127.0.0.1:…`, or the address that it is read from.
 * @throws CodedError `DEVELOPMENT_KEYS`
 */
export function refuseDevelopmentKeys(origin: string, keys: readonly TufKey[]): void {
  const names = keys.filter(({ development }) => development === true).map(({ name }) => name);
  if (names.length === 0 || isOnThisMachine(origin)) return;
  throw refusal('DEVELOPMENT_KEYS', `${origin} is not on this machine: expected production keys, got development keys for ${names.join(', ')}`, {
    hint: 'Make production keys with `./togo keys init`, each on the machine of the person who holds it.',
  });
}

function isOnThisMachine(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  if (url.protocol === 'file:') return url.host === '';
  const endpoint = url.protocol === 's3:' ? (url.searchParams.get('endpoint') ?? '') : origin;
  return URL.canParse(endpoint) && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(endpoint).hostname);
}

async function openKeys(dir: string): Promise<[KeyName, Signer][]> {
  return Promise.all(
    keyNames.map(async (name): Promise<[KeyName, Signer]> => {
      const { keyId, key } = await readPublicKey(dir, name);
      // Opened when it is needed, once: scrypt takes its time for each.
      let opened: Promise<Signer> | undefined;
      const sign: Signer['sign'] = async (bytes) => (await (opened ??= loadKeyFile(dir, name, developmentPassphrase))).sign(bytes);
      return [name, { keyId, publicKey: key, sign }];
    }),
  );
}

async function makeKeys(dir: string): Promise<void> {
  await mkdir(dirname(dir), { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(dirname(dir), `.${basename(dir)}-`));
  try {
    await createKeys(folder, keyNames, developmentPassphrase, true);
    await rename(folder, dir);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    // Another starter was faster.
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
  }
}
