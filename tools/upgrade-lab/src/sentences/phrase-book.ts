import { acts } from './acts.ts';
import { doneOrUndone } from './done-or-undone.ts';
import { expectations } from './expectations.ts';
import type { Phrase } from './phrase.ts';
import { ver8Acts, ver8Expectations } from './ver8.ts';

/** Everything that a sentence of a scenario can say. */
export const phraseBook: readonly Phrase[] = [...acts, ...ver8Acts, ...expectations, ...doneOrUndone, ...ver8Expectations];
