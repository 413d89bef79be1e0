import { OriginError, type OriginErrorCode } from '../errors.ts';

type Verdict = readonly [code: OriginErrorCode, expected: string, hint: string];

const full: Verdict = ['full', 'room on the disk', 'Make room and repeat the same command: only what is missing will be written.'];
const readOnly: Verdict = [
  'read-only',
  'a folder that may be written to',
  'Check its owner, its rights and how the disk is mounted, then repeat the same command.',
];
const noLinks: Verdict = ['refused', 'the file system to allow hard links', 'Keep the origin on a file system of Linux (ext4, xfs, btrfs, tmpfs).'];

const writing: Readonly<Record<string, Verdict>> = {
  ENOSPC: full,
  EDQUOT: full,
  EFBIG: full,
  EROFS: readOnly,
  EACCES: readOnly,
  EPERM: readOnly,
  ENOTSUP: noLinks,
  EMLINK: noLinks,
};

const reading: Readonly<Record<string, Verdict>> = {
  EACCES: ['refused', 'a file that may be read', 'Check its owner and its rights, then repeat the same command.'],
};

const unknown: Verdict = ['unclear', 'an answer from the disk', 'Check the disk, then repeat the same command: only what is missing will be written.'];

/** What a failing file operation means. An OriginError stays what it is. */
export function explainErrno(error: unknown, origin: string, key: string, doing: 'reading' | 'writing'): unknown {
  const errno = (error as NodeJS.ErrnoException).code;
  if (error instanceof OriginError || errno === undefined) return error;
  const [code, expected, hint] = (doing === 'writing' ? writing : reading)[errno] ?? unknown;
  return new OriginError(code, `${origin}: ${doing} ${key}: expected ${expected}, got ${errno}`, { cause: error, hint });
}
