import type { Failure } from './result.ts';
import type { LabPc } from '../pc/lab-pc.ts';
import type { ReleaseBook } from '../releases/release-book.ts';
import type { Expectations } from '../scenarios/expectations-file.ts';
import { needsInstruments, type Scenario } from '../scenarios/scenario-file.ts';
import type { Sentence } from '../sentences/phrase.ts';
import type { InstalledStates } from './installed-states.ts';
import { Stage } from './stage.ts';

/** What playing needs besides the scenario. */
export interface Theatre {
  readonly lab: LabPc;
  readonly releases: ReleaseBook;
  readonly states: InstalledStates;
  readonly expectations: Expectations;
}

export interface Played {
  readonly failure: Failure | undefined;
  readonly found: string | undefined;
  readonly steps: readonly string[];
}

/** Plays a scenario once, up to its first sentence that does not hold. An error of the lab is a failure too, and costs the PC. */
export async function play(scenario: Scenario, theatre: Theatre, killAt: number): Promise<Played> {
  const isInstrumented = needsInstruments(scenario);
  const stage = new Stage({ ...theatre, isInstrumented, killAt });
  let now = 'before the first sentence';
  const end = (failure?: Failure): Played => ({ failure, found: stage.found, steps: stage.steps });
  try {
    for (const name of installedBefore(scenario.sentences)) await theatre.states.prepare(name, isInstrumented);
    if (scenario.sentences[0]?.phrase.isState !== true) await theatre.lab.reset(stage.isUndisturbed);
    for (const { text, phrase, values } of scenario.sentences) {
      now = text;
      const differences = (await phrase.run(stage, ...values)) ?? [];
      if (differences.length > 0) return end({ sentence: text, differences });
    }
    return end();
  } catch (error) {
    await theatre.lab.replace();
    const found = error instanceof Error ? error.message : String(error);
    return end({ sentence: now, differences: [{ what: 'this could be done', expected: 'yes', found }] });
  }
}

/** Releases that a scenario begins with, or compares with: each is installed once on a clean PC first. */
function installedBefore(sentences: readonly Sentence[]): string[] {
  const needed = sentences.filter(({ phrase }) => phrase.isState);
  return [...new Set(needed.flatMap(({ releases }) => releases))];
}
