import { limits } from './limits.ts';

const claimFileName = new RegExp(`^[A-Za-z][A-Za-z0-9]{0,${limits.fileStemMaxChars - 1}}\\.csv$`, 'i');

/** A letter first, at most eight letters and digits, `.CSV` (domain facts §2, "File name"; qkan writes `i0304a.csv`). */
export function isClaimFileName(name: string): boolean {
  return claimFileName.test(name);
}
