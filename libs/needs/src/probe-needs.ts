import { remedyFor } from './apt-plan.ts';
import { purposes, type Need, type NeedState, type Purpose } from './need.ts';
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

/** Each purpose needs everything that those before it need, and nothing that is for those after it. */
export function neededFor(purpose: Purpose, table: readonly Need[] = needs): Need[] {
  return table.filter((need) => purposes.indexOf(need.purpose) <= purposes.indexOf(purpose));
}

/** What is missing, in the order of the table. */
export async function missingNeeds(purpose: Purpose, table: readonly Need[] = needs): Promise<Need[]> {
  const wanted = neededFor(purpose, table);
  const found = await Promise.all(wanted.map((need) => need.probe()));
  return wanted.filter((_, index) => found[index] === undefined);
}
