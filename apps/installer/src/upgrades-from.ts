import { CodedError } from '@togo/foundation';
import type { InstallerBuildCode } from './errors.ts';

export interface Comparator {
  readonly operator: '>=' | '>' | '<=' | '<' | '=';
  readonly version: string;
}

/**
 * The written form that an NSIS program can decide: comparators that must all hold, such as `>=8.0.0 <9.1.0`.
 *
 * @throws CodedError `RANGE_UNSUPPORTED` for every other semver range.
 */
export function parseUpgradesFrom(range: string): readonly Comparator[] {
  return range.trim().split(/\s+/).map((part) => {
    const found = /^(>=|>|<=|<|=)(\d+\.\d+\.\d+)$/.exec(part);
    if (found === null) {
      throw new CodedError<InstallerBuildCode>('RANGE_UNSUPPORTED', `upgradesFrom: expected comparators like ">=8.0.0 <9.1.0", got ${JSON.stringify(range)}`, {
        hint: 'Write the range as comparators with three numbers each, separated by spaces.',
      });
    }
    return { operator: found[1] as Comparator['operator'], version: found[2] as string };
  });
}
