import { X509Certificate } from 'node:crypto';
import { chmod, copyFile, link, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InternalError, canonicalJson, hasCode, sha256 } from '@togo/foundation';
import { limits } from '../limits.ts';
import { readOr } from '../read-or.ts';
import { withScratch } from '../scratch.ts';
import { signAuthenticode, type SignedFile, type SigningIdentity } from './sign-authenticode.ts';
import { unsignedSha256 } from './unsigned-image.ts';
import { judgeAuthenticode } from './verify-authenticode.ts';

export interface CachedSignature extends SignedFile {
  readonly fromCache: boolean;
}

/**
 * Signs a program in place so that equal unsigned bytes and an equal identity give equal signed bytes, now and next time.
 * A signature holds the time and random numbers, so this is only possible by remembering it. The first signature of a program wins, also
 * between two builds at once; a damaged entry is made again.
 *
 * @throws CodedError as signAuthenticode.
 */
export async function signCached(file: string, cacheDir: string, identity: SigningIdentity): Promise<CachedSignature> {
  const image = unsignedSha256(await readFile(file));
  const entry = join(cacheDir, `${sha256(canonicalJson({ formatVersion: 1, image, ...describe(identity) }))}.signed`);
  await mkdir(cacheDir, { recursive: true });
  for (let attempt = 0; attempt < limits.signCacheAttempts; attempt += 1) {
    const signed = await take(entry, file, image, identity);
    if (signed !== undefined) return { ...signed, fromCache: attempt === 0 };
    await remember(entry, file, identity);
  }
  throw new InternalError(`the signature written to ${entry} is never usable`);
}

function describe({ certPem, chainPem, description, url, timestamp }: SigningIdentity): Record<string, unknown> {
  const fingerprint = (pem: string): string => new X509Certificate(pem).fingerprint256;
  const timestamper = 'url' in timestamp ? timestamp.url : fingerprint(timestamp.certPem);
  return { signer: fingerprint(certPem), chain: sha256(chainPem), description, url, timestamper };
}

/** Puts the remembered file in place of `file` if it is whole: same program, every check of the signature passed. */
async function take(entry: string, file: string, image: string, identity: SigningIdentity): Promise<SignedFile | undefined> {
  return await withScratch(dirname(file), async (folder) => {
    const copy = join(folder, 'program');
    try {
      await copyFile(entry, copy);
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return undefined;
      throw error;
    }
    const bytes = await readFile(copy);
    if (!(await isWhole(copy, bytes, image, identity))) {
      await rm(entry, { force: true });
      return undefined;
    }
    await chmod(copy, (await stat(file)).mode);
    await rename(copy, file);
    return { unsignedSha256: image, sha256: sha256(bytes) };
  });
}

async function isWhole(copy: string, bytes: Buffer, image: string, identity: SigningIdentity): Promise<boolean> {
  if (readOr(() => unsignedSha256(bytes)) !== image) return false;
  const checks = await judgeAuthenticode(copy, bytes, { rootPem: identity.chainPem, tsaRootPem: identity.timestamp.rootPem });
  return checks.every((check) => check.ok);
}

/** Signs a copy and links it to its name when it is finished; if another build was quicker, its file stays. */
async function remember(entry: string, file: string, identity: SigningIdentity): Promise<void> {
  await withScratch(dirname(entry), async (folder) => {
    const copy = join(folder, 'program');
    await copyFile(file, copy);
    await signAuthenticode(copy, identity);
    try {
      await link(copy, entry);
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
  });
}
