/** One question of the rehearsal and its answer. */
export interface Check {
  readonly id: string;
  readonly ok: boolean;
  readonly expected: string;
  readonly got: string;
}

/** @param faults what is wrong, each in words; empty: nothing is. */
export function checkOf(id: string, expected: string, faults: readonly string[], right = 'so it was'): Check {
  return { id, ok: faults.length === 0, expected, got: faults.length === 0 ? right : faults.join('; ') };
}
