import { createHash } from 'node:crypto';
import type { Clock } from '@togo/foundation';
import { TrustError } from '../errors.ts';
import { trustLimits } from '../limits.ts';
import { boundedBytes, readObject, type Getter } from './getter.ts';
import { findTarget, updateMetadata, type Walk } from './metadata-walk.ts';
import { signedFile, targetUrl, urlBelow, type SignedFile } from './origin-layout.ts';
import { openTrustedSet } from './trusted-set.ts';

export interface ForeignQuestion {
  /** Address of any TUF repository; its metadata lie there or below `metadata/`, its targets below `targets/`. */
  readonly url: string;
  readonly root: Uint8Array;
  readonly target: string;
  readonly get: Getter;
  readonly clock: Clock;
}

export interface ForeignAnswer extends SignedFile {
  /** Versions of the metadata that vouch for the target. */
  readonly versions: { readonly root: number; readonly timestamp: number; readonly snapshot: number; readonly targets: number };
}

/**
 * Judges one target of a repository that need not be ours, as a stranger without memory. The bytes are read through and not kept.
 *
 * @throws TrustError
 */
export async function verifyForeign({ url, root, target, get, clock }: ForeignQuestion): Promise<ForeignAnswer> {
  const base = await metadataBase(url, get);
  const set = openTrustedSet(root, clock.now());
  const read = (document: string, maxBytes: number): Promise<Buffer> => readObject(get, urlBelow(base, document), maxBytes, trustLimits.documentTimeoutMs);
  const walk: Walk = { set, limits: trustLimits, known: new Map(), read };
  await updateMetadata(walk);
  const found = await findTarget(walk, target);
  if (found === undefined) throw new TrustError('unknown-target', `${target}: expected among the signed targets, and no role names it`);
  const file = signedFile(found);
  await judgeContent(targetUrl(url, file, set.root.signed.consistentSnapshot), file, get);
  const versionOf = (metadata: { signed: { version: number } } | undefined): number => metadata?.signed.version ?? 0;
  return {
    ...file,
    versions: { root: versionOf(set.root), timestamp: versionOf(set.timestamp), snapshot: versionOf(set.snapshot), targets: versionOf(set.targets) },
  };
}

async function metadataBase(url: string, get: Getter): Promise<string> {
  const below = urlBelow(url, 'metadata');
  try {
    await readObject(get, urlBelow(below, 'timestamp.json'), trustLimits.timestampMaxBytes, trustLimits.documentTimeoutMs);
    return below;
  } catch (error) {
    if (error instanceof TrustError && error.code === 'missing') return url;
    throw error;
  }
}

async function judgeContent(url: string, { target, bytes, algorithm, hash }: SignedFile, get: Getter): Promise<void> {
  const whole = createHash(algorithm);
  let received = 0;
  for await (const portion of boundedBytes(get, url, { maxBytes: bytes })) {
    whole.update(portion);
    received += portion.length;
  }
  if (received !== bytes) throw new TrustError('length-mismatch', `${target}: expected ${bytes} bytes, got ${received}`);
  const got = whole.digest('hex');
  if (got !== hash) throw new TrustError('hash-mismatch', `${target}: expected ${algorithm} ${hash}, got ${got}`);
}
