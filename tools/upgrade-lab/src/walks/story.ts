import { stringify } from 'yaml';
import { tell } from '../report/failures.ts';
import type { WalksResult } from './run-walks.ts';

/** A walk that failed as a scenario that can be put into `scenarios/`, and what did not hold. */
export function storyOf({ persona, seed, counterexample }: WalksResult): string | undefined {
  if (counterexample?.failure === undefined) return undefined;
  const { sentence, differences } = counterexample.failure;
  const scenario = { id: `walk-${seed}`, what: `found by a random walk: "${sentence}" does not hold`, personas: [persona], steps: counterexample.story };
  return [...differences.map((difference) => `# ${tell(difference)}`), stringify([scenario], { lineWidth: 0 })].join('\n');
}
