import type { RunOptions } from '@togo/foundation/run';
import type { TokenKey } from '../keys/token-signer.ts';

/** A key file that opens with a passphrase. */
export interface EncryptedKey {
  readonly path: string;
  readonly passphrase: string;
}

/** The path of a key file without a passphrase (mode 0600; development), an encrypted one, or an RSA key in a token, where it stays. */
export type ProgramKey = string | EncryptedKey | TokenKey;

/** What lets OpenSSL use a token; Debian's package libengine-pkcs11-openssl. */
const engine = '/usr/lib/x86_64-linux-gnu/engines-3/pkcs11.so';

interface KeyArguments {
  readonly args: readonly string[];
  readonly options: Pick<RunOptions, 'input' | 'secrets'>;
}

/** How osslsigncode is told of a key: what is secret goes to its standard input, never into the process list. */
export function keyArguments(key: ProgramKey): KeyArguments {
  if (typeof key === 'string') return { args: ['-key', key], options: {} };
  if ('path' in key) return { args: ['-key', key.path, ...fromStandardInput], options: typed(key.passphrase) };
  const uri = `pkcs11:token=${encodeURIComponent(key.token)};object=${encodeURIComponent(key.label)};type=private`;
  return { args: ['-pkcs11engine', engine, '-pkcs11module', key.module, '-key', uri, ...fromStandardInput], options: typed(key.pin) };
}

const fromStandardInput = ['-readpass', '-'];

function typed(secret: string): KeyArguments['options'] {
  return { input: secret, secrets: [secret] };
}
