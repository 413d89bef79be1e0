import { CodedError } from '@togo/foundation';
import { progressLine, type Screen } from '../progress-line.ts';
import type { Step, StepRecord } from './step.ts';

export interface RunStepsOptions {
  readonly screen: Screen;
  readonly signal: AbortSignal;
  /** Monotonic milliseconds. */
  readonly nowMs: () => number;
}

/**
 * Runs the steps in order and stops at the first that fails.
 *
 * @throws CodedError of the failing step, its message led by the step's name; `INTERRUPTED` when the signal was given.
 */
export async function runSteps<Context>(steps: readonly Step<Context>[], context: Context, options: RunStepsOptions): Promise<StepRecord[]> {
  const records: StepRecord[] = [];
  for (const [index, step] of steps.entries()) {
    if (options.signal.aborted) throw interrupted(step.name);
    const title = `[${index + 1}/${steps.length}] ${step.name}`;
    const skipped = step.skip?.(context);
    if (skipped !== undefined) {
      options.screen.write(`${title}: skipped, ${skipped}\n`);
      records.push({ name: step.name, seconds: 0, fromCache: false, skipped });
      continue;
    }
    const line = progressLine(title, options.screen, options.nowMs);
    const startMs = options.nowMs();
    try {
      const outcome = await step.run(context, line.update);
      const seconds = Math.round(options.nowMs() - startMs) / 1000;
      line.end(`${title}: ${outcome === 'cached' ? 'from cache' : `${seconds.toFixed(1)} s`}`);
      records.push({ name: step.name, seconds, fromCache: outcome === 'cached' });
    } catch (error) {
      line.end(`${title}: failed`);
      if (options.signal.aborted) throw interrupted(step.name);
      throw named(step.name, error);
    }
  }
  return records;
}

function interrupted(step: string): CodedError {
  return new CodedError('INTERRUPTED', `stopped during "${step}"; nothing was published`);
}

function named(step: string, error: unknown): unknown {
  if (!(error instanceof CodedError)) return error;
  return new CodedError(error.code, `${step}: ${error.message}`, { cause: error, ...(error.hint === undefined ? {} : { hint: error.hint }) });
}

/** The timing table that ends a run. */
export function timingTable(records: readonly StepRecord[]): string {
  const width = Math.max(...records.map(({ name }) => name.length));
  const total = records.reduce((sum, { seconds }) => sum + seconds, 0);
  const rows = records.map(({ name, seconds, fromCache, skipped }) =>
    `  ${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${skipped === undefined ? (fromCache ? 'from cache' : 'built') : `skipped, ${skipped}`}`);
  return [...rows, `  ${'total'.padEnd(width)}  ${total.toFixed(1).padStart(6)} s`].join('\n');
}
