import { faultAt, type Fault, type Position } from './faults.ts';
import type { RuleName } from './rule-table.ts';

export interface Finding<Place> {
  readonly at: Place;
  readonly expected: string;
  readonly got: string;
}

/** A named question about one file. `Place` is how that file names a spot: a path of keys, or a position. */
export interface Rule<Subject, Place> {
  readonly name: RuleName;
  /** Finds nothing when what it needs was not readable: that has its own fault already. */
  check(subject: Subject): readonly Finding<Place>[];
}

/** Asks every rule, so that all faults are reported together. */
export function applyRules<Subject, Place>(
  rules: readonly Rule<Subject, Place>[],
  subject: Subject,
  file: string,
  positionOf: (place: Place) => Position,
): Fault[] {
  return rules.flatMap((rule) => rule.check(subject).map(({ at, expected, got }) => faultAt(file, positionOf(at), rule.name, expected, got)));
}
