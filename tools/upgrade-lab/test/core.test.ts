import { silent } from '@togo/foundation';
import { personas } from '@togo/wine-lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LabPc } from '../src/pc/lab-pc.ts';
import { ReleaseBook } from '../src/releases/release-book.ts';
import { failuresOf } from '../src/report/failures.ts';
import { theatreOn, type Theatre } from '../src/run/play.ts';
import { runCell } from '../src/run/run-cell.ts';
import { loadLabData } from '../src/scenarios/load.ts';

const data = await loadLabData();
const core = data.scenarios.filter((scenario) => scenario.core);

describe.each(personas)('on %s', { timeout: 300_000 }, (persona) => {
  let theatre: Theatre;

  beforeAll(async () => {
    theatre = theatreOn(await LabPc.create(persona), new ReleaseBook({ standIns: data.releases, progress: silent }), data);
  }, 300_000);
  afterAll(() => theatre.lab.dispose());

  it.each(core.filter(({ personas: those }) => those.includes(persona)))('$id: $what', async (scenario) => {
    const cell = await runCell(scenario, theatre, { progress: silent, stopAtFirst: true });
    expect(failuresOf(cell)).toEqual([]);
    expect(cell.result).toBe('passed');
  });
});
