import { remedyFor } from './apt-plan.ts';
import type { Need, NeedState, Purpose } from './need.ts';
import { needs } from './needs.ts';

/** The state of each need, for `togo doctor`. */
export async function probeNeeds(): Promise<NeedState[]> {
  return Promise.all(
    needs.map(async (need) => {
      const detail = await need.probe();
      return { id: need.id, purpose: need.purpose, what: need.what, found: detail !== undefined, detail: detail ?? '', remedy: remedyFor(need) };
    }),
  );
}

/** Tests need everything that a cut needs; a cut needs nothing that is for tests. */
export function neededFor(purpose: Purpose, table: readonly Need[] = needs): Need[] {
  return table.filter((need) => purpose === 'test' || need.purpose === 'cut');
}

/** What is missing, in the order of the table. */
export async function missingNeeds(purpose: Purpose, table: readonly Need[] = needs): Promise<Need[]> {
  const wanted = neededFor(purpose, table);
  const found = await Promise.all(wanted.map((need) => need.probe()));
  return wanted.filter((_, index) => found[index] === undefined);
}
