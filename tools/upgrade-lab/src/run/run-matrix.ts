import type { Progress } from '@togo/foundation';
import { personas, type Persona } from '@togo/wine-lab';
import { LabPc } from '../pc/lab-pc.ts';
import type { ReleaseBook } from '../releases/release-book.ts';
import type { LabData } from '../scenarios/load.ts';
import type { Scenario } from '../scenarios/scenario-file.ts';
import { theatreOn } from './play.ts';
import type { Cell } from './result.ts';
import { runCell } from './run-cell.ts';

export interface MatrixOptions {
  readonly data: LabData;
  readonly scenarios: readonly Scenario[];
  readonly releases: ReleaseBook;
  readonly progress: Progress;
  /** Hears of every cell as soon as it is known. */
  readonly onCell: (cell: Cell) => void;
}

/** Plays the scenarios, one PC for each persona, both at the same time. */
export async function runMatrix(options: MatrixOptions): Promise<Cell[]> {
  const cells = await Promise.all(personas.map((persona) => runPersona(persona, options)));
  return cells.flat();
}

async function runPersona(persona: Persona, { data, scenarios, releases, progress, onCell }: MatrixOptions): Promise<Cell[]> {
  const mine = scenarios.filter((scenario) => scenario.personas.includes(persona));
  if (mine.length === 0) return [];
  const lab = await LabPc.create(persona);
  const theatre = theatreOn(lab, releases, data);
  const cells: Cell[] = [];
  try {
    for (const scenario of mine) {
      const cell = await runCell(scenario, theatre, { progress, stopAtFirst: false });
      cells.push(cell);
      onCell(cell);
    }
  } finally {
    await lab.dispose();
  }
  return cells;
}
