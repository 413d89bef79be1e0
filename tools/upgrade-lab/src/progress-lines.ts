import type { Progress } from '@togo/foundation';
import type { Verdict } from './mutations/run-mutations.ts';
import { failuresOf, tell } from './report/failures.ts';
import type { Cell } from './run/result.ts';

const lineEveryMs = 15_000;
/** Failures of one cell, and differences of one failure, that are told at once; the report has them all. */
const [failuresTold, differencesTold] = [3, 5];

/** What is told on stderr: a line for everything that is decided, and now and then what is going on. */
export function reporter(total: number): { progress: Progress; cell: (cell: Cell) => void; verdict: (verdict: Verdict) => void } {
  let done = 0;
  let lastMs = performance.now();
  const line = (text: string): void => {
    lastMs = performance.now();
    process.stderr.write(`${text}\n`);
  };
  const count = (): string => `[${String(++done).padStart(String(total).length)}/${total}]`;
  return {
    progress: ({ what }) => {
      if (performance.now() - lastMs >= lineEveryMs) line(`… ${what}`);
    },
    cell: (cell) => {
      const trials = cell.trials === undefined ? '' : `, ${cell.trials.points.length} times ${cell.trials.by}`;
      line(`${count()} ${cell.result === 'passed' ? '✓' : '✗'} ${cell.persona} ${cell.id} ${cell.seconds.toFixed(1)} s${trials}`);
      for (const { where, failure } of failuresOf(cell).slice(0, failuresTold)) {
        line(`  ${where}"${failure.sentence}"`);
        for (const difference of failure.differences.slice(0, differencesTold)) line(`    ${tell(difference)}`);
      }
    },
    verdict: ({ id, result, caughtBy, failure, error, seconds }) => {
      const noticed = caughtBy === undefined ? '' : `: ${caughtBy}, "${failure?.sentence ?? ''}"`;
      line(`${count()} ${result === 'caught' ? '✓' : '✗'} ${id} ${result} ${seconds.toFixed(1)} s${noticed}`);
      if (error !== undefined) line(`    ${error.split('\n').slice(0, 12).join('\n    ')}`);
    },
  };
}
