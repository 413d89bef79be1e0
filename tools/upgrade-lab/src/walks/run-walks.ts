import type { Progress } from '@togo/foundation';
import { personas, type Persona } from '@togo/wine-lab';
import * as fc from 'fast-check';
import { limits } from '../limits.ts';
import type { ScriptChange } from '../mutations/mutation-file.ts';
import { LabPc } from '../pc/lab-pc.ts';
import { ReleaseBook } from '../releases/release-book.ts';
import { theatreOn } from '../run/play.ts';
import { secondsSince } from '../run/run-cell.ts';
import type { LabData } from '../scenarios/load.ts';
import { walks, type Walk } from './acts.ts';
import { playWalk, type PlayedWalk } from './play-walk.ts';

/** The walks of one PC. */
export interface WalksResult {
  readonly persona: Persona;
  /** With it and the same number of walks the same walks are made again. */
  readonly seed: number;
  /** Walks that were played, those that made a failing one shorter among them, and their acts. */
  readonly walks: number;
  readonly acts: number;
  /** The shortest walk that failed. */
  readonly counterexample: PlayedWalk | undefined;
  readonly seconds: number;
}

export interface WalksOptions {
  readonly data: LabData;
  readonly personas?: readonly Persona[];
  /** Of each PC. */
  readonly walks: number;
  /** Of the first PC; the next one has the next. */
  readonly seed: number;
  /** A defect to be seeded into the script. */
  readonly changes?: readonly ScriptChange[];
  readonly progress: Progress;
}

/** Random walks, one PC for each persona, both at the same time. A walk that fails is made as short as it can be in the time that there is. */
export async function runWalks(options: WalksOptions): Promise<WalksResult[]> {
  return Promise.all((options.personas ?? personas).map((persona, index) => walkOn(persona, options.seed + index, options)));
}

async function walkOn(persona: Persona, seed: number, { data, walks: numRuns, changes, progress }: WalksOptions): Promise<WalksResult> {
  const start = performance.now();
  const lab = await LabPc.create(persona);
  const releases = new ReleaseBook({ standIns: data.releases, progress, ...(changes === undefined ? {} : { changes }) });
  const theatre = theatreOn(lab, releases, data);
  const played: PlayedWalk[] = [];
  const holds = async (walk: Walk): Promise<boolean> => {
    if (performance.now() - start > limits.walksMs) return true;
    progress({ what: `${persona} walk ${played.length + 1}: ${walk.acts.map((act) => act.do).join(', ')}` });
    const result = await playWalk(walk, theatre);
    played.push(result);
    return result.failure === undefined;
  };
  try {
    await fc.check(fc.asyncProperty(walks, holds), { seed, numRuns });
    const acts = played.reduce((sum, walk) => sum + walk.acts, 0);
    return { persona, seed, walks: played.length, acts, counterexample: played.findLast(({ failure }) => failure !== undefined), seconds: secondsSince(start) };
  } finally {
    await lab.dispose();
  }
}
