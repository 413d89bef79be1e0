import { personas, type Persona } from '@togo/wine-lab';
import * as z from 'zod';
import { understand, type Phrase, type Sentence } from '../sentences/phrase.ts';
import { phraseBook } from '../sentences/phrase-book.ts';

const scenario = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens'),
  what: z.string().min(1),
  /** In the core set, which runs with every build. */
  core: z.boolean().default(false),
  personas: z.array(z.enum(personas)).min(1).default([...personas]),
  steps: z.array(z.string()).min(2),
});

/** A file of `scenarios/`. */
export const scenarioFile = z.strictObject({ formatVersion: z.literal(1), scenarios: z.array(scenario).min(1) });

/** One story that is played on each of its personas. */
export interface Scenario {
  readonly id: string;
  readonly what: string;
  readonly core: boolean;
  readonly personas: readonly Persona[];
  readonly sentences: readonly Sentence[];
}

/** @throws UpgradeLabError `SCENARIO_INVALID` when a sentence means nothing. */
export function readScenario({ steps, ...written }: z.output<typeof scenario>): Scenario {
  return { ...written, sentences: steps.map((text) => understand(text, phraseBook)) };
}

/** What the sentence does that is tried again and again, if there is one. */
export function triesOf({ sentences }: Scenario): Phrase['tries'] {
  return sentences.find(({ phrase }) => phrase.tries !== undefined)?.phrase.tries;
}

export function needsInstruments({ sentences }: Scenario): boolean {
  return sentences.some(({ phrase }) => phrase.needsInstruments);
}

/** Whether a release that was cut cannot play in it: its runtime does not do as a script tells it, and it has no instruments. */
export function needsStandIns(scenario: Scenario): boolean {
  return needsInstruments(scenario) || scenario.sentences.some(({ phrase }) => phrase.needsStandIn);
}
