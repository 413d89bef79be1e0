import type { Changes } from '@togo/wine-lab';
import { isUnrelated } from './pc/places.ts';

/** One thing that is not as the scenario says. */
export interface Difference {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** A difference unless both are equal. */
export function expectEqual(what: string, expected: string | number, found: string | number): Difference[] {
  return expected === found ? [] : [{ what, expected: String(expected), found: String(found) }];
}

export function differencesOf({ added, changed, removed }: Changes): Difference[] {
  const all = [
    ...added.map((what) => ({ what, expected: 'not there', found: 'there' })),
    ...changed.map((what) => ({ what, expected: 'as before', found: 'changed' })),
    ...removed.map((what) => ({ what, expected: 'there, as before', found: 'gone' })),
  ];
  return all.filter(({ what }) => !isUnrelated(what));
}

/** Two lists of named things compared name by name. */
export function compareNamed(expected: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): Difference[] {
  const names = [...new Set([...expected.keys(), ...found.keys()])].sort();
  return names.flatMap((what) => expectEqual(what, expected.get(what) ?? 'not there', found.get(what) ?? 'not there'));
}
