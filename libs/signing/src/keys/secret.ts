import { readFile, stat } from 'node:fs/promises';
import { refusal } from '../errors.ts';

/** Where a passphrase or a PIN comes from: `env:NAME` or `file:PATH`. Never the secret itself, so that it may stand in a command line. */
export type SecretSource = `env:${string}` | `file:${string}`;

/**
 * Reads a passphrase or a PIN. Of a file it is the first line.
 *
 * @throws CodedError `SECRET_UNREADABLE` when there is none, or others can read the file.
 */
export async function readSecret(source: string): Promise<string> {
  const [, kind, place = ''] = /^(env|file):(.+)$/s.exec(source) ?? [];
  if (kind === undefined) throw refusal('SECRET_UNREADABLE', 'A passphrase is named by env:NAME or file:PATH, never written out.');
  const secret = kind === 'env' ? process.env[place] : await firstLine(place);
  if (secret === undefined || secret === '') throw refusal('SECRET_UNREADABLE', `${source} holds no passphrase.`);
  return secret;
}

async function firstLine(path: string): Promise<string> {
  try {
    const { mode } = await stat(path);
    if ((mode & 0o077) !== 0) throw refusal('SECRET_UNREADABLE', `${path} can be read by other users (expected mode 600).`, { hint: `Run: chmod 600 ${path}` });
    return (await readFile(path, 'utf8')).split(/\r?\n/, 1)[0] ?? '';
  } catch (cause) {
    if (cause instanceof Error && 'hint' in cause) throw cause;
    throw refusal('SECRET_UNREADABLE', `${path} cannot be read.`, { cause });
  }
}
