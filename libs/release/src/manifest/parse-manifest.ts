import { CodedError } from '@togo/foundation';
import { manifestSchema, type Manifest } from './schema.ts';

/** `MANIFEST_FORMAT`: made by another generation of this program. `MANIFEST_INVALID`: not a manifest, or a damaged one. */
export type ManifestErrorCode = 'MANIFEST_FORMAT' | 'MANIFEST_INVALID';

/**
 * Reads release.json.
 *
 * @throws CodedError<ManifestErrorCode> with every departure from the format, one per line.
 */
export function parseManifest(text: string): Manifest {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new CodedError<ManifestErrorCode>('MANIFEST_INVALID', 'release.json is not JSON', { cause, hint: 'Install this version again.' });
  }
  const format = typeof data === 'object' && data !== null && 'formatVersion' in data ? data.formatVersion : undefined;
  if (format !== undefined && format !== 1) {
    throw new CodedError<ManifestErrorCode>('MANIFEST_FORMAT', `release.json: expected formatVersion 1, got ${JSON.stringify(format)}`, {
      hint: 'Use the programs of the release that this file belongs to.',
    });
  }
  return checkManifest(data);
}

/** @throws CodedError `MANIFEST_INVALID` */
export function checkManifest(data: unknown): Manifest {
  const result = manifestSchema.safeParse(data);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `release.json: ${path.join('.') || 'the whole'}: ${message}`);
  throw new CodedError<ManifestErrorCode>('MANIFEST_INVALID', faults.join('\n'), { cause: result.error, hint: 'Build or install this version again.' });
}
