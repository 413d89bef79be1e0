import type { Progress } from '@togo/foundation';

/** What a step did: built something, found it in the cache, or had a reason not to run. */
export type StepOutcome = 'built' | 'cached';

/**
 * One line of a process that can be read aloud. A step only does its own work;
 * the runner alone logs, times, skips and names the step that failed.
 */
export interface Step<Context> {
  readonly name: string;
  /** A reason not to run, in words; undefined to run. */
  readonly skip?: (context: Context) => string | undefined;
  readonly run: (context: Context, progress: Progress) => Promise<StepOutcome>;
}

export interface StepRecord {
  readonly name: string;
  readonly seconds: number;
  readonly fromCache: boolean;
  readonly skipped?: string;
}
