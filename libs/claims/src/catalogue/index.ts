import { controlWords } from './control-words.ts';
import { fileWords } from './file-words.ts';
import { recordWords } from './record-words.ts';
import type { ClaimWords } from './words.ts';

export { foreignNames } from './file-words.ts';
export { mediaNames, monthHints } from './control-words.ts';
export type { ClaimWords } from './words.ts';

export type ClaimCode = keyof typeof fileWords | keyof typeof controlWords | keyof typeof recordWords;

/** Every code that the check of a claim file can give, in order. A code is never reused. */
export const claimCatalogue: Readonly<Record<ClaimCode, ClaimWords>> = { ...fileWords, ...controlWords, ...recordWords };
