import type { TargetFile } from '@tufjs/models';
import { TrustError } from '../errors.ts';
import { hashedTargetPath } from '../target-names.ts';

/** The hash functions of TUF that this program accepts, the first preferred. */
const algorithms = ['sha256', 'sha512'] as const;

/** What targets metadata says of a file. */
export interface SignedFile {
  readonly target: string;
  readonly bytes: number;
  readonly algorithm: (typeof algorithms)[number];
  /** Lower-case hexadecimal digits. */
  readonly hash: string;
}

/** @throws TrustError `bad-metadata` where no hash is one that we know. */
export function signedFile({ path, length, hashes }: TargetFile): SignedFile {
  const algorithm = algorithms.find((name) => Object.hasOwn(hashes, name));
  const hash = algorithm === undefined ? undefined : hashes[algorithm];
  if (algorithm !== undefined && hash !== undefined && /^[0-9a-f]+$/.test(hash)) return { target: path, bytes: length, algorithm, hash };
  throw new TrustError('bad-metadata', `${path}: expected a hash by ${algorithms.join(' or ')}, got ${Object.keys(hashes).join(', ') || 'none'}`);
}

/** @param base with or without a slash at its end. */
export function urlBelow(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path}`;
}

/** @param isHashed whether the root says consistent snapshots. */
export function targetUrl(base: string, { target, hash }: SignedFile, isHashed: boolean): string {
  const path = isHashed ? hashedTargetPath(target, hash) : target;
  return urlBelow(base, `targets/${path.split('/').map(encodeURIComponent).join('/')}`);
}
