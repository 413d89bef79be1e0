import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { silent, type Progress } from '@togo/foundation';
import { TrustError } from '../errors.ts';
import { boundedBytes, type Getter } from './getter.ts';
import type { SignedFile } from './origin-layout.ts';

export interface DownloadOptions {
  readonly onProgress?: Progress;
  readonly signal?: AbortSignal;
}

export interface Download extends DownloadOptions {
  readonly get: Getter;
  readonly url: string;
  readonly signed: SignedFile;
  /** Which other target has these bytes, for the message. */
  readonly nameOf: (hash: string) => string | undefined;
}

/** Shown in the name of a partial file: enough to keep the parts of two versions asunder. */
const shownDigits = 16;

/**
 * Downloads a file beside its place and moves it there when length and hash are right (5.7.3). What an interrupted download left is
 * continued; where the whole then is not right, that part was damaged, and the download is begun anew, once.
 *
 * @throws TrustError `missing`, `unreachable`, `endless`, `length-mismatch`, `hash-mismatch`, `swapped-target`, `store-failed`; the reason of `signal`.
 */
export async function downloadFile(file: string, download: Download): Promise<void> {
  const part = `${file}.${download.signed.hash.slice(0, shownDigits)}.part`;
  await writable(file, async () => {
    await mkdir(dirname(file), { recursive: true });
    await removeOtherParts(file, part);
  });
  const from = await usableBytes(part, download.signed.bytes);
  try {
    await fill(part, from, download);
  } catch (error) {
    const isDamaged = error instanceof TrustError && isVerdict(error);
    if (isDamaged) await rm(part, { force: true });
    if (!isDamaged || from === 0) throw error;
    await fill(part, 0, download).catch(async (again: unknown) => {
      if (again instanceof TrustError && isVerdict(again)) await rm(part, { force: true });
      throw again;
    });
  }
  await writable(file, () => rename(part, file));
}

/** Appends what is missing to the partial file and judges the whole. */
async function fill(part: string, from: number, download: Download): Promise<void> {
  const { target, bytes, algorithm, hash } = download.signed;
  const whole = createHash(algorithm);
  if (from > 0) for await (const portion of createReadStream(part)) whole.update(portion as Buffer);
  const received = from + (from < bytes ? await append(part, from, whole, download) : 0);
  if (received < bytes) throw new TrustError('length-mismatch', `${target}: expected ${bytes} bytes, got ${received}`);
  const got = whole.digest('hex');
  if (got === hash) return;
  const other = download.nameOf(got);
  if (other === undefined) throw new TrustError('hash-mismatch', `${target}: expected ${algorithm} ${hash}, got ${got}`);
  throw new TrustError('swapped-target', `${target}: expected its own bytes, got those of ${other}`);
}

/** @returns how many bytes came; all of them are on the disk. */
async function append(part: string, from: number, whole: Hash, { get, url, signed, onProgress = silent, signal }: Download): Promise<number> {
  const handle = await writable(part, () => open(part, from === 0 ? 'w' : 'a'));
  try {
    let count = 0;
    const body = boundedBytes(get, url, { maxBytes: signed.bytes - from, from, ...(signal === undefined ? {} : { signal }) });
    for await (const portion of body) {
      await writable(part, () => handle.appendFile(portion));
      whole.update(portion);
      count += portion.length;
      onProgress({ what: signed.target, done: (from + count) / signed.bytes });
    }
    await writable(part, () => handle.sync());
    return count;
  } finally {
    await handle.close();
  }
}

/** How much of an earlier attempt can be continued. */
async function usableBytes(part: string, bytes: number): Promise<number> {
  const found = await stat(part).catch(() => undefined);
  return found?.isFile() === true && found.size <= bytes ? found.size : 0;
}

/** Parts of other versions of the same file would lie there for ever. */
async function removeOtherParts(file: string, part: string): Promise<void> {
  const isPart = new RegExp(`^[0-9a-f]{${shownDigits}}\\.part$`);
  const prefix = `${basename(file)}.`;
  for (const name of await readdir(dirname(file))) {
    const path = join(dirname(file), name);
    if (name.startsWith(prefix) && isPart.test(name.slice(prefix.length)) && path !== join(dirname(part), basename(part))) await rm(path, { force: true });
  }
}

function isVerdict({ code }: TrustError): boolean {
  return code === 'endless' || code === 'length-mismatch' || code === 'hash-mismatch' || code === 'swapped-target';
}

async function writable<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    throw new TrustError('store-failed', `${path}: expected a place to write to`, {
      cause,
      hint: 'Make room on the disk, or look at the rights of that folder.',
    });
  }
}
