import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, hasCode, silent, systemClock, type Clock, type Progress } from '@togo/foundation';
import { refusal } from '../errors.ts';
import { limits } from '../limits.ts';
import { readDevPki, type DevPki } from './dev-pki.ts';
import { makeDevPki } from './make-dev-pki.ts';

export interface EnsuredDevPki extends DevPki {
  readonly origin: 'found' | 'made' | 'remade';
  /** Why an earlier one was not good enough. Only with `remade`. */
  readonly why?: string;
}

const making = '.making-';

/**
 * Gives the development PKI below `dir`, making it on first use (some seconds) and again when it is damaged or about to run out.
 *
 * Each PKI is a numbered folder (`1`, `2`, …); the highest is the current one. It is made under another name and renamed when complete,
 * and a rename never replaces a folder with content: a half-made PKI is never used, two starters at once end with the same one,
 * and a server that still runs on an older one keeps its files.
 *
 * @throws CodedError `KEY_EXPOSED`, `DEV_PKI_FAILED`.
 */
export async function ensureDevPki(dir: string, clock: Clock = systemClock, progress: Progress = silent): Promise<EnsuredDevPki> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  let origin: Pick<EnsuredDevPki, 'origin' | 'why'> = { origin: 'found' };
  for (let attempt = 0; attempt < limits.devPki.maxAttempts; attempt += 1) {
    const newest = Math.max(0, ...(await readdir(dir)).filter((name) => /^[1-9]\d{0,8}$/.test(name)).map(Number));
    const pki = newest === 0 ? 'there is none yet' : await readUsable(join(dir, String(newest)), clock.now());
    if (typeof pki !== 'string') return { ...pki, ...origin };
    progress({ what: newest === 0 ? 'making development keys' : `making new development keys: ${pki}` });
    await removeAbandoned(dir, clock.now());
    const won = await makeAndClaim(dir, String(newest + 1), clock.now());
    origin = !won ? { origin: 'found' } : newest === 0 ? { origin: 'made' } : { origin: 'remade', why: pki };
  }
  throw refusal('DEV_PKI_FAILED', `No usable development keys after ${limits.devPki.maxAttempts} attempts in ${dir}.`, {
    hint: 'Check the clock of this machine, or remove the folder.',
  });
}

/** The PKI, or why it cannot be used. */
async function readUsable(folder: string, now: Date): Promise<DevPki | string> {
  try {
    const pki = await readDevPki(folder);
    const left = pki.notAfter.getTime() - now.getTime();
    if (left >= limits.devPki.renewBeforeMs) return pki;
    return left <= 0 ? `they expired on ${pki.notAfter.toISOString()}` : `they expire soon, on ${pki.notAfter.toISOString()}`;
  } catch (error) {
    if (error instanceof CodedError && error.code === 'DEV_PKI_FAILED') return error.message;
    throw error;
  }
}

/** @returns whether this starter's PKI got the number. */
async function makeAndClaim(dir: string, number: string, now: Date): Promise<boolean> {
  const folder = await mkdtemp(join(dir, making));
  try {
    await makeDevPki(folder, now);
    await rename(folder, join(dir, number));
    return true;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (hasCode(error, 'ENOTEMPTY', 'EEXIST')) return false;
    throw error;
  }
}

/** Sweeps what killed starters left behind; it holds keys that nobody uses. */
async function removeAbandoned(dir: string, now: Date): Promise<void> {
  for (const name of (await readdir(dir)).filter((entry) => entry.startsWith(making))) {
    const path = join(dir, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => now.getTime() - mtimeMs,
      () => 0,
    );
    if (age > limits.devPki.abandonedAfterMs) await rm(path, { recursive: true, force: true });
  }
}
