import { join } from 'node:path';
import { systemClock } from '@togo/foundation';
import { cacheDir } from '@togo/needs';
import { ensureDevPki } from '@togo/signing';
import { developmentKeyring } from './publish/keyring.ts';

/** Where this machine keeps its development keys. Never in the repository. */
export function developmentKeysDir(): string {
  return join(cacheDir(), 'dev-keys');
}

/** Where this machine keeps its development keys for metadata. Never in the repository. */
export function developmentPublisherKeysDir(): string {
  return join(cacheDir(), 'dev-publisher-keys');
}

/** The root of those keys (`root.json`), in whose word development clients believe. */
export async function developmentRoot(): Promise<Uint8Array> {
  return (await developmentKeyring(developmentPublisherKeysDir())).roots[0];
}

/** Options that give the reference server the development certificates which development clients trust. */
export async function developmentReceptionFiles(): Promise<string[]> {
  const pki = await ensureDevPki(developmentKeysDir(), systemClock);
  return pki.reception.identities.flatMap(({ certPath, keyPath }) => ['--cert', certPath, '--key', keyPath]);
}

/** `trust.json` for clients of that reference server. */
export async function developmentTrust(): Promise<string> {
  return (await ensureDevPki(developmentKeysDir(), systemClock)).reception.trustPath;
}
