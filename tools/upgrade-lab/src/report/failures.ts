import type { Difference } from '../difference.ts';
import type { Cell, Failure } from '../run/result.ts';

/** Everything that failed in a cell, and at which kill. */
export function failuresOf({ failure, kills }: Cell): { where: string; failure: Failure }[] {
  const killed = (kills?.points ?? []).flatMap(({ number, step, failure: found }) =>
    found === undefined ? [] : [{ where: `killed after step ${number} (${step}): `, failure: found }],
  );
  return [...(failure === undefined ? [] : [{ where: kills === undefined ? '' : 'undisturbed: ', failure }]), ...killed];
}

export function tell({ what, expected, found }: Difference): string {
  return `${what}: expected ${expected}, found ${found}`;
}
