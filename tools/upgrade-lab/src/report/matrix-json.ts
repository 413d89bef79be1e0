import type { ReleaseBook } from '../releases/release-book.ts';
import type { Cell } from '../run/result.ts';

interface FoundStates {
  readonly id: string;
  readonly persona: string;
  readonly enumerated: number;
  /** What was done at each of them. */
  readonly by: 'kill' | 'full disk';
  readonly tried: number;
  readonly states: Readonly<Record<string, number>>;
}

/** `matrix.json`. */
export interface MatrixJson {
  readonly formatVersion: 1;
  readonly passed: number;
  readonly failed: number;
  readonly scenarios: readonly { readonly id: string; readonly persona: string; readonly result: string; readonly seconds: number }[];
  /** Steps that were enumerated, and those of them at which a process was killed. */
  readonly killPoints: { readonly enumerated: number; readonly killed: number };
  /** For each scenario that kills or fills the disk: how often the facility then found what. */
  readonly found: readonly FoundStates[];
  /** Of the newest release without a defect; the update is null where none was made. */
  readonly bytes: { readonly installer: number; readonly update: number | null };
  /** The installers that were run. */
  readonly judged: Awaited<ReturnType<ReleaseBook['judged']>>;
}

export async function matrixJson(cells: readonly Cell[], releases: ReleaseBook, newest: string): Promise<MatrixJson> {
  const passed = cells.filter(({ result }) => result === 'passed').length;
  const found = cells.flatMap(({ id, persona, trials }) =>
    trials === undefined ? [] : [{ id, persona, by: trials.by, enumerated: trials.enumerated, tried: trials.points.length, states: countStates(trials.points) }],
  );
  return {
    formatVersion: 1,
    passed,
    failed: cells.length - passed,
    scenarios: cells.map(({ id, persona, result, seconds }) => ({ id, persona, result, seconds })),
    killPoints: killTotals(cells),
    found,
    bytes: await releases.bytes(newest),
    judged: await releases.judged(),
  };
}

export function killTotals(cells: readonly Cell[]): MatrixJson['killPoints'] {
  const kills = cells.flatMap(({ trials }) => (trials?.by === 'kill' ? [trials] : []));
  return { enumerated: kills.reduce((sum, { enumerated }) => sum + enumerated, 0), killed: kills.reduce((sum, { points }) => sum + points.length, 0) };
}

export function countStates(points: readonly { readonly found: string | undefined }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { found = 'the client was not started' } of points) counts[found] = (counts[found] ?? 0) + 1;
  return counts;
}
