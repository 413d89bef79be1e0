import type { Difference } from '../difference.ts';
import type { Cell, Failure } from '../run/result.ts';

/** Everything that failed in a cell, and at which trial. */
export function failuresOf({ failure, trials }: Cell): { where: string; failure: Failure }[] {
  const tried = (trials?.points ?? []).flatMap(({ point: { at, what }, failure: found }) =>
    found === undefined ? [] : [{ where: trials?.by === 'kill' ? `killed after step ${at} (${what}): ` : `${what}: `, failure: found }],
  );
  return [...(failure === undefined ? [] : [{ where: trials === undefined ? '' : 'undisturbed: ', failure }]), ...tried];
}

export function tell({ what, expected, found }: Difference): string {
  return `${what}: expected ${expected}, found ${found}`;
}
