import { CodedError } from '@togo/foundation';
import { assertRangeAllowed, pinnedRange, type TlsVersion } from '@togo/tls-policy';
import semver from 'semver';
import { quote } from '../faults.ts';
import type { Rule } from '../rule.ts';
import type { Seen } from '../written/seen.ts';
import type { Path } from '../written/yaml-file.ts';
import type { WrittenRelease } from './schema.ts';

export interface ReleaseSubject {
  readonly file: string;
  readonly release: Seen<WrittenRelease>;
}

/** Rules about several values of one release.yaml. */
export const releaseRules: readonly Rule<ReleaseSubject, Path>[] = [
  {
    name: 'version-folder',
    check({ file, release: { version } }) {
      const folder = /(?:^|[\\/])(\d+\.\d+\.\d+)[\\/][^\\/]+$/.exec(file)?.[1];
      return version === undefined || folder === undefined || folder === version ? [] : [{ at: ['version'], expected: folder, got: version }];
    },
  },
  {
    name: 'tls-floor',
    check({ release: { version, tls } }) {
      if (version === undefined || tls?.min === undefined || isFloorAllowed(version, tls.min)) return [];
      return [{ at: ['tls', 'min'], expected: `${pinnedRange.min} for ${version}`, got: tls.min }];
    },
  },
  {
    name: 'previous-older',
    check({ release: { version, previousRelease } }) {
      if (version === undefined || previousRelease === undefined || semver.lt(previousRelease, version)) return [];
      return [{ at: ['previousRelease'], expected: `a version older than ${version}`, got: previousRelease }];
    },
  },
  {
    name: 'upgrades-from-range',
    check({ release: { upgradesFrom } }) {
      if (upgradesFrom === undefined || isRange(upgradesFrom)) return [];
      return [{ at: ['upgradesFrom'], expected: 'a range of versions, such as ">=8.0.0 <9.1.0"', got: quote(upgradesFrom) }];
    },
  },
  {
    name: 'upgrades-from-newer',
    check({ release: { version, upgradesFrom } }) {
      if (version === undefined || upgradesFrom === undefined || !isRange(upgradesFrom) || !semver.intersects(upgradesFrom, `>=${version}`)) return [];
      return [{ at: ['upgradesFrom'], expected: `only versions below ${version}`, got: quote(upgradesFrom) }];
    },
  },
  {
    name: 'upgrades-from-previous',
    check({ release: { version, previousRelease, upgradesFrom } }) {
      if (version === undefined || previousRelease === undefined || upgradesFrom === undefined || !isRange(upgradesFrom)) return [];
      if (semver.gte(previousRelease, version) || semver.satisfies(previousRelease, upgradesFrom)) return [];
      return [{ at: ['upgradesFrom'], expected: `a range with the previous release ${previousRelease} in it`, got: quote(upgradesFrom) }];
    },
  },
];

/** A range that somebody wrote out: the empty text, which means any version, is none. */
function isRange(text: string): boolean {
  return text.trim() !== '' && semver.validRange(text) !== null;
}

function isFloorAllowed(version: string, min: TlsVersion): boolean {
  try {
    assertRangeAllowed(version, { ...pinnedRange, min });
    return true;
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}
