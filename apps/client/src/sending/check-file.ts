import { createReadStream } from 'node:fs';
import { checkClaimFile, type ClaimVerdict } from '@togo/claims';

const portionBytes = 262_144;

/**
 * Checks a claim file on disk as it is read.
 *
 * @param fileName as the facility knows it; `path` may be another.
 * @throws what node:fs throws when the file cannot be read.
 */
export function checkFile(path: string, fileName: string, now: Date): Promise<ClaimVerdict> {
  return checkClaimFile(createReadStream(path, { highWaterMark: portionBytes }), { fileName, now });
}
