import type { Progress } from '@togo/foundation';
import { triesOf, type Scenario } from '../scenarios/scenario-file.ts';
import { play, type Theatre } from './play.ts';
import type { Cell, Trial } from './result.ts';

export interface RunCellOptions {
  readonly progress: Progress;
  /** One failure is enough to know: the trials after it are not done. */
  readonly stopAtFirst: boolean;
}

/**
 * Plays a scenario on one PC. Where a sentence is tried again, the scenario is first played undisturbed, which counts the points and must
 * pass too, and then once for every point.
 */
export async function runCell(scenario: Scenario, theatre: Theatre, { progress, stopAtFirst }: RunCellOptions): Promise<Cell> {
  const start = performance.now();
  const { persona } = theatre.lab;
  const { failure, points } = await play(scenario, theatre, 0);
  const by = triesOf(scenario);
  const trials: Trial[] = [];
  if (by !== undefined && !(failure !== undefined && stopAtFirst)) {
    for (const [index, point] of points.entries()) {
      progress({ what: `${persona} ${scenario.id}: ${by} ${index + 1} of ${points.length}`, done: index / points.length });
      const tried = await play(scenario, theatre, point.at);
      trials.push({ point, found: tried.found, failure: tried.failure });
      if (tried.failure !== undefined && stopAtFirst) break;
    }
  }
  const isPassed = failure === undefined && trials.every((trial) => trial.failure === undefined) && (by === undefined || points.length > 0);
  return {
    id: scenario.id,
    what: scenario.what,
    persona,
    result: isPassed ? 'passed' : 'failed',
    seconds: secondsSince(start),
    failure,
    trials: by === undefined ? undefined : { by, enumerated: points.length, points: trials },
  };
}

/** With one decimal. @param start of `performance.now()`. */
export function secondsSince(start: number): number {
  return Number(((performance.now() - start) / 1000).toFixed(1));
}
