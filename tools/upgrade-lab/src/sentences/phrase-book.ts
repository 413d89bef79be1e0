import { acts } from './acts.ts';
import { expectations } from './expectations.ts';
import type { Phrase } from './phrase.ts';

/** Everything that a sentence of a scenario can say. */
export const phraseBook: readonly Phrase[] = [...acts, ...expectations];
