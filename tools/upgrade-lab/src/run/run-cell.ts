import type { Progress } from '@togo/foundation';
import { isKilled, type Scenario } from '../scenarios/scenario-file.ts';
import { play, type Theatre } from './play.ts';
import type { Cell, KillPoint } from './result.ts';

export interface RunCellOptions {
  readonly progress: Progress;
  /** One failure is enough to know: the kills after it are not done. */
  readonly stopAtFirst: boolean;
}

/**
 * Plays a scenario on one PC. Where a sentence kills, the scenario is first played undisturbed, which counts the steps and must pass too,
 * and then once for every step.
 */
export async function runCell(scenario: Scenario, theatre: Theatre, { progress, stopAtFirst }: RunCellOptions): Promise<Cell> {
  const start = performance.now();
  const { persona } = theatre.lab;
  const { failure, steps } = await play(scenario, theatre, 0);
  const points: KillPoint[] = [];
  if (isKilled(scenario) && !(failure !== undefined && stopAtFirst)) {
    for (const [index, step] of steps.entries()) {
      progress({ what: `${persona} ${scenario.id}: killed after step ${index + 1} of ${steps.length}`, done: index / steps.length });
      const killed = await play(scenario, theatre, index + 1);
      points.push({ number: index + 1, step, found: killed.found, failure: killed.failure });
      if (killed.failure !== undefined && stopAtFirst) break;
    }
  }
  const isPassed = failure === undefined && points.every((point) => point.failure === undefined) && (!isKilled(scenario) || steps.length > 0);
  return {
    id: scenario.id,
    what: scenario.what,
    persona,
    result: isPassed ? 'passed' : 'failed',
    seconds: secondsSince(start),
    failure,
    kills: isKilled(scenario) ? { enumerated: steps.length, points } : undefined,
  };
}

/** With one decimal. @param start of `performance.now()`. */
export function secondsSince(start: number): number {
  return Number(((performance.now() - start) / 1000).toFixed(1));
}
