import type { Difference } from '../difference.ts';
import type { Failure, Point } from './result.ts';
import type { LabPc } from '../pc/lab-pc.ts';
import type { ReleaseBook } from '../releases/release-book.ts';
import type { Expectations } from '../scenarios/expectations-file.ts';
import { needsInstruments, type Scenario } from '../scenarios/scenario-file.ts';
import type { Sentence } from '../sentences/phrase.ts';
import { InstalledStates } from './installed-states.ts';
import { Stage } from './stage.ts';

/** What playing needs besides the scenario. */
export interface Theatre {
  readonly lab: LabPc;
  readonly releases: ReleaseBook;
  readonly states: InstalledStates;
  readonly expectations: Expectations;
}

/** One PC with the releases and what they are compared with. */
export function theatreOn(lab: LabPc, releases: ReleaseBook, { expectations }: { readonly expectations: Expectations }): Theatre {
  return { lab, releases, states: new InstalledStates(lab, releases), expectations };
}

export interface Played {
  readonly failure: Failure | undefined;
  readonly found: string | undefined;
  readonly points: readonly Point[];
}

/** Plays a scenario once, up to its first sentence that does not hold. An error of the lab is a failure too, and costs the PC. */
export async function play(scenario: Scenario, theatre: Theatre, at: number): Promise<Played> {
  const stage = new Stage({ ...theatre, isInstrumented: needsInstruments(scenario), at });
  const failure = (await prepare(stage, scenario)) ?? (await say(stage, scenario.sentences));
  return { failure, found: stage.found, points: stage.points };
}

/** @returns the first sentence that does not hold; those after it are not said. */
export async function say(stage: Stage, sentences: readonly Sentence[]): Promise<Failure | undefined> {
  for (const { text, phrase, values } of sentences) {
    const failure = await attempt(stage, text, async () => (await phrase.run(stage, ...values)) ?? []);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

function prepare(stage: Stage, { sentences }: Scenario): Promise<Failure | undefined> {
  return attempt(stage, 'before the first sentence', async () => {
    for (const name of installedBefore(sentences)) await stage.states.prepare(name, stage.isInstrumented);
    if (sentences[0]?.phrase.isState !== true) await stage.lab.reset(stage.isUndisturbed);
    return [];
  });
}

async function attempt(stage: Stage, sentence: string, act: () => Promise<readonly Difference[]>): Promise<Failure | undefined> {
  try {
    const differences = await act();
    return differences.length === 0 ? undefined : { sentence, differences };
  } catch (error) {
    await stage.lab.replace();
    const found = error instanceof Error ? error.message : String(error);
    return { sentence, differences: [{ what: 'this could be done', expected: 'yes', found }] };
  }
}

/** Releases that a scenario begins with, or compares with: each is installed once on a clean PC first. */
function installedBefore(sentences: readonly Sentence[]): string[] {
  const needed = sentences.filter(({ phrase }) => phrase.isState);
  return [...new Set(needed.flatMap(({ releases }) => releases))];
}
