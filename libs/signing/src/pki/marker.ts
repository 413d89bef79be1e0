import { readMoment } from '@togo/foundation';
import { refusal, type SigningError } from '../errors.ts';

/** `marker.json`: says what the folder is, to people and to {@link parseMarker}. */
export interface Marker {
  readonly formatVersion: 1;
  readonly kind: 'development';
  readonly warning: string;
  readonly madeAt: string;
  /** When the first of its certificates and revocation lists runs out, ISO 8601. */
  readonly notAfter: string;
}

export function makeMarker(madeAt: Date, notAfter: Date): Marker {
  return {
    formatVersion: 1,
    kind: 'development',
    warning: 'TOGO DEVELOPMENT keys (テスト). Nothing signed with them may be published, and no PC may be told to trust them.',
    madeAt: madeAt.toISOString(),
    notAfter: notAfter.toISOString(),
  };
}

/** @throws CodedError `DEV_PKI_FAILED` for a folder that holds something else. */
export function parseMarker(text: string): Marker {
  const written = parseObject(text);
  if (written['formatVersion'] !== 1 || written['kind'] !== 'development') throw unusable('it is of another kind or version');
  if (typeof written['notAfter'] !== 'string' || readMoment(written['notAfter']) === undefined) throw unusable('it names no moment in notAfter');
  return written as unknown as Marker;
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unusable('it is no JSON', cause);
  }
  if (typeof value !== 'object' || value === null) throw unusable('it is no JSON object');
  return value as Record<string, unknown>;
}

function unusable(why: string, cause?: unknown): SigningError {
  return refusal('DEV_PKI_FAILED', `marker.json of the development keys cannot be used: ${why}`, { cause });
}
