import type { Progress } from '@togo/foundation';
import { personas, type Persona } from '@togo/wine-lab';
import { LabPc } from '../pc/lab-pc.ts';
import { ReleaseBook } from '../releases/release-book.ts';
import { theatreOn } from '../run/play.ts';
import type { Failure } from '../run/result.ts';
import { runCell, secondsSince } from '../run/run-cell.ts';
import type { LabData } from '../scenarios/load.ts';
import { needsInstruments, type Scenario } from '../scenarios/scenario-file.ts';
import type { Mutation } from './mutation-file.ts';

/** What became of one seeded defect. */
export interface Verdict {
  readonly id: string;
  readonly what: string;
  readonly persona: Persona;
  readonly result: 'caught' | 'survived' | 'not built';
  /** The scenario that noticed, and what it noticed; for a defect that could not be seeded, why. */
  readonly caughtBy: string | undefined;
  readonly failure: Failure | undefined;
  readonly error: string | undefined;
  readonly seconds: number;
}

export interface MutationsOptions {
  readonly data: LabData;
  readonly mutations: readonly Mutation[];
  readonly progress: Progress;
  readonly onVerdict: (verdict: Verdict) => void;
}

/** Seeds each defect into a copy of the installer's script and plays the scenarios that should notice, until one does. */
export async function runMutations(options: MutationsOptions): Promise<Verdict[]> {
  const waiting = [...options.mutations];
  const verdicts = await Promise.all(personas.map((persona) => work(persona, waiting, options)));
  return verdicts.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function work(persona: Persona, waiting: Mutation[], options: MutationsOptions): Promise<Verdict[]> {
  const lab = await LabPc.create(persona);
  const verdicts: Verdict[] = [];
  try {
    for (let mutation = waiting.shift(); mutation !== undefined; mutation = waiting.shift()) {
      const verdict = await judge(mutation, lab, options);
      verdicts.push(verdict);
      options.onVerdict(verdict);
    }
  } finally {
    await lab.dispose();
  }
  return verdicts;
}

async function judge({ id, what, changes, caughtBy }: Mutation, lab: LabPc, { data, progress }: MutationsOptions): Promise<Verdict> {
  const start = performance.now();
  const releases = new ReleaseBook({ standIns: data.releases, changes, progress });
  const theatre = theatreOn(lab, releases, data);
  const verdict = (rest: Pick<Verdict, 'result'> & Partial<Verdict>): Verdict => ({
    ...{ id, what, persona: lab.persona, caughtBy: undefined, failure: undefined, error: undefined },
    ...rest,
    seconds: secondsSince(start),
  });
  for (const scenario of caughtBy.flatMap((name) => data.scenarios.filter((known) => known.id === name))) {
    progress({ what: `${lab.persona} ${id}: ${scenario.id}` });
    // A defect that cannot be built proves nothing, and must not count as caught.
    const error = await build(scenario, releases);
    if (error !== undefined) return verdict({ result: 'not built', error });
    const cell = await runCell(scenario, theatre, { progress, stopAtFirst: true });
    const failure = cell.failure ?? cell.trials?.points.find((point) => point.failure !== undefined)?.failure;
    if (failure !== undefined) return verdict({ result: 'caught', caughtBy: scenario.id, failure });
  }
  return verdict({ result: 'survived' });
}

async function build(scenario: Scenario, releases: ReleaseBook): Promise<string | undefined> {
  try {
    for (const name of new Set(scenario.sentences.flatMap((sentence) => sentence.releases))) await releases.get(name, needsInstruments(scenario));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
