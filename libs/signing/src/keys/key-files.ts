import { generateKeyPair } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { canonicalJson, hasCode } from '@togo/foundation';
import { refusal } from '../errors.ts';
import { encryptKey } from './encrypted-pem.ts';
import { loadSigner, type Signer } from './signer.ts';
import { checkedKey, keyIdOf, tufKey, type KeyName, type TufKey } from './tuf-key.ts';

/** `<name>.public.json`: what the others need of a key. */
export interface PublicKeyFile {
  readonly formatVersion: 1;
  readonly keyId: string;
  readonly key: TufKey;
}

const generate = promisify(generateKeyPair);
const keyPath = (dir: string, name: KeyName): string => join(dir, `${name}.key.pem`);
const publicPath = (dir: string, name: KeyName): string => join(dir, `${name}.public.json`);

/**
 * Makes an Ed25519 key pair for each name: `<name>.key.pem` (encrypted, mode 0600) and `<name>.public.json`.
 *
 * @throws CodedError `KEY_EXISTS`: keys are never replaced.
 */
export async function createKeys(dir: string, names: readonly KeyName[], passphrase: string, isDevelopment = false): Promise<PublicKeyFile[]> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  return Promise.all(
    names.map(async (name) => {
      const { publicKey, privateKey } = await generate('ed25519');
      const key = tufKey(publicKey, name, isDevelopment);
      const file: PublicKeyFile = { formatVersion: 1, keyId: keyIdOf(key), key };
      await writeNew(keyPath(dir, name), encryptKey(privateKey, passphrase, isDevelopment), 0o600);
      await writeNew(publicPath(dir, name), `${canonicalJson(file)}\n`, 0o644);
      return file;
    }),
  );
}

/**
 * Opens a key that {@link createKeys} has made.
 *
 * @throws CodedError `KEY_UNREADABLE`, `KEY_EXPOSED`, `WRONG_PASSPHRASE`.
 */
export async function loadKeyFile(dir: string, name: KeyName, passphrase: string): Promise<Signer> {
  const path = keyPath(dir, name);
  const pem = await readKeyFile(path);
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) throw refusal('KEY_EXPOSED', `${path} can be read by other users (expected mode 600).`, { hint: `Run: chmod 600 ${path}` });
  const { key } = await readPublicKey(dir, name);
  return loadSigner({ name, pem, passphrase, development: key.development === true });
}

/**
 * Reads and judges a public key: where a key of somebody else is taken in.
 *
 * @throws CodedError `KEY_UNREADABLE`, `KEY_UNUSABLE`.
 */
export async function readPublicKey(dir: string, name: KeyName): Promise<PublicKeyFile> {
  const path = publicPath(dir, name);
  const file = parsePublicKey(await readKeyFile(path));
  if (file === undefined || file.key.name !== name || file.keyId !== keyIdOf(checkedKey(file.key))) {
    throw refusal('KEY_UNREADABLE', `${path}: expected the public key of ${name}, got something else`, { hint: 'Copy the file again from who made the key.' });
  }
  return file;
}

function parsePublicKey(text: string): PublicKeyFile | undefined {
  try {
    const file = JSON.parse(text) as Partial<PublicKeyFile> | null;
    return file?.formatVersion === 1 && typeof file.key?.keyval.public === 'string' ? (file as PublicKeyFile) : undefined;
  } catch {
    return undefined;
  }
}

async function readKeyFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw refusal('KEY_UNREADABLE', `${path} cannot be read.`, {
      cause,
      hint: 'Look at the path and the rights of the file; `./togo keys init` makes new keys.',
    });
  }
}

async function writeNew(path: string, text: string, mode: number): Promise<void> {
  await writeFile(path, text, { mode, flag: 'wx' }).catch((cause: unknown) => {
    if (!hasCode(cause, 'EEXIST')) throw cause;
    throw refusal('KEY_EXISTS', `${path} is there already.`, { cause, hint: 'Keys are never replaced. Choose another folder, or rotate with a new root.' });
  });
}
