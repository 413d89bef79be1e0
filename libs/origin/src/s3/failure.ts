import { OriginError, type OriginErrorCode } from '../errors.ts';

/** What a request to a store ended with, if not with success. */
export interface Failure {
  /** Absent when there was no answer. */
  readonly status: number | undefined;
  /** The code of the S3 protocol, such as `NoSuchBucket`, or of the connection, such as `ECONNREFUSED`. */
  readonly reason: string;
}

export function failureOf(error: unknown): Failure {
  const { name, code, $metadata } = error as { name?: string; code?: string; $metadata?: { httpStatusCode?: number } };
  return { status: $metadata?.httpStatusCode, reason: code ?? name ?? 'unknown' };
}

/** Only the certain answer that there is no such object. A missing bucket has the same status. */
export function isAbsent({ status, reason }: Failure): boolean {
  return status === 404 && reason !== 'NoSuchBucket';
}

/** The condition "only if nothing lies there" did not hold, or somebody else is creating the same object. */
export function isTaken({ status }: Failure): boolean {
  return status === 412 || status === 409;
}

/** Whether asking again may help: no answer, the store's own trouble, bytes damaged on the way. */
export function isPassing(failure: Failure): boolean {
  if (failure.reason === 'CredentialsProviderError') return false;
  if (damaged.has(failure.reason)) return true;
  return failure.status === undefined || failure.status === 429 || (failure.status >= 500 && ![501, 507].includes(failure.status));
}

const damaged = new Set(['BadDigest', 'XAmzContentSHA256Mismatch', 'IncompleteBody']);
/** The connection was never made, so nothing was written. */
const unconnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
const wrongCredentials = new Set(['SignatureDoesNotMatch', 'InvalidAccessKeyId', 'CredentialsProviderError', 'ExpiredToken', 'InvalidToken']);

interface Verdict {
  readonly code: OriginErrorCode;
  readonly applies: (failure: Failure, doing: 'reading' | 'writing') => boolean;
  readonly expected: string;
  readonly hint: string;
}

const again = 'repeat the same command: only what is missing will be written.';

/** The first that applies. */
const verdicts: readonly Verdict[] = [
  {
    code: 'full',
    applies: ({ status, reason }) => status === 507 || reason === 'QuotaExceeded',
    expected: 'room in the store',
    hint: `Make room or raise the quota, then ${again}`,
  },
  {
    code: 'refused',
    applies: ({ status, reason }) => status === 401 || wrongCredentials.has(reason),
    expected: 'credentials that the store accepts',
    hint: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, for this bucket, then repeat the same command.',
  },
  {
    code: 'refused',
    applies: ({ reason }) => reason === 'RequestTimeTooSkewed',
    expected: 'the same time here and there',
    hint: 'Set the clock of this machine, then repeat the same command.',
  },
  {
    code: 'refused',
    applies: ({ status }) => status === 403,
    expected: 'the right to do this',
    hint: 'The credentials need s3:ListBucket, s3:GetObject and s3:PutObject, and the clock of this machine must be right; then repeat the same command.',
  },
  {
    code: 'refused',
    applies: ({ status, reason }) => status === 404 || reason === 'NoSuchBucket',
    expected: 'a bucket that exists',
    hint: 'Create the bucket, or correct its name in the address of the origin.',
  },
  {
    code: 'too-large',
    applies: ({ status }) => status === 413,
    expected: 'the store to take an object of this size',
    hint: `Raise the limit or the quota of the store, then ${again}`,
  },
  {
    code: 'unclear',
    applies: ({ reason }) => damaged.has(reason),
    expected: 'the bytes to arrive as they are',
    hint: `They changed on the way, or while they were read: make sure that nothing writes to them, then ${again}`,
  },
  {
    code: 'unreachable',
    applies: ({ status, reason }, doing) => status === undefined && (doing === 'reading' || unconnected.has(reason)),
    expected: 'an answer',
    hint: `Check the address of the origin, the network and the store, then ${again}`,
  },
  {
    code: 'unclear',
    applies: ({ status }) => status === undefined,
    expected: 'an answer',
    hint: `It may have been written, or may be written later: ${again}`,
  },
  {
    code: 'unclear',
    applies: ({ status = 0 }) => status >= 500 && status !== 501,
    expected: 'an answer and not a failure of the server',
    hint: `When the store is well again, ${again}`,
  },
  {
    code: 'refused',
    applies: ({ status = 0 }) => status >= 300,
    expected: 'a store that knows the S3 protocol',
    hint: 'Check endpoint and region in the address of the origin.',
  },
  {
    code: 'unclear',
    applies: () => true,
    expected: 'an answer of the S3 protocol',
    hint: 'Check that the address of the origin leads to an S3 store.',
  },
];

/** What a failed request means, in words that name the key, what was expected and what to do next. */
export function explainFailure(error: unknown, origin: string, key: string, doing: 'reading' | 'writing'): OriginError {
  if (error instanceof OriginError) return error;
  const failure = failureOf(error);
  const { code, expected, hint } = verdicts.find(({ applies }) => applies(failure, doing)) as Verdict;
  const got = [failure.status, failure.reason].filter((part) => part !== undefined).join(' ');
  return new OriginError(code, `${origin}: ${doing} ${key}: expected ${expected}, got ${got}`, { cause: error, hint });
}
