import { tlsVersions } from '@togo/tls-policy';
import semver from 'semver';
import type { Fault } from '../faults.ts';
import { formatMoment, parseMoment } from '../jst.ts';
import { applyRules, type Rule } from '../rule.ts';
import type { Reading } from '../written/conform.ts';
import type { Seen } from '../written/seen.ts';
import type { Path } from '../written/yaml-file.ts';
import type { WrittenRelease } from './schema.ts';

export interface ReleaseSetSubject {
  readonly release: Seen<WrittenRelease>;
  /** Every other release of the repository. */
  readonly others: readonly Seen<WrittenRelease>[];
}

const releaseSetRules: readonly Rule<ReleaseSetSubject, Path>[] = [
  {
    name: 'version-unique',
    check({ release: { version }, others }) {
      if (version === undefined || others.every((other) => other.version !== version)) return [];
      return [{ at: ['version'], expected: 'a version that no other release has', got: version }];
    },
  },
  {
    name: 'previous-in-order',
    check(subject) {
      const before = releaseBefore(subject);
      const { version, previousRelease: got } = subject.release;
      if (version === undefined || got === undefined || before?.version === undefined || semver.gte(got, version) || got === before.version) return [];
      return [{ at: ['previousRelease'], expected: before.version, got }];
    },
  },
  {
    name: 'tls-floor-lowered',
    check(subject) {
      const floorBefore = releaseBefore(subject)?.tls?.min;
      const floor = subject.release.tls?.min;
      if (floorBefore === undefined || floor === undefined || tlsVersions.indexOf(floor) >= tlsVersions.indexOf(floorBefore)) return [];
      return [{ at: ['tls', 'min'], expected: `${floorBefore} or higher`, got: floor }];
    },
  },
  {
    name: 'source-date-order',
    check(subject) {
      const before = parseMoment(releaseBefore(subject)?.sourceDate ?? '');
      const date = parseMoment(subject.release.sourceDate ?? '');
      if (before === undefined || date === undefined || date > before) return [];
      return [{ at: ['sourceDate'], expected: `a moment after ${formatMoment(before)}`, got: formatMoment(date) }];
    },
  },
];

/** The newest of the other releases that is older than this one. */
export function releaseBefore({ release: { version }, others }: ReleaseSetSubject): Seen<WrittenRelease> | undefined {
  if (version === undefined) return undefined;
  return others
    .filter((other) => other.version !== undefined && semver.lt(other.version, version))
    .reduce<Seen<WrittenRelease> | undefined>((newest, other) => (semver.gt(other.version ?? '', newest?.version ?? '0.0.0') ? other : newest), undefined);
}

/** Asks one release how it stands in the line of releases. */
export function lintInSet(release: Reading<WrittenRelease>, others: readonly Reading<WrittenRelease>[]): Fault[] {
  return applyRules(releaseSetRules, { release: release.seen, others: others.map(({ seen }) => seen) }, release.file, release.positionOf);
}

/** Compares all releases of the repository with one another: order, uniqueness, TLS floor, dates. */
export function lintReleaseSet(releases: readonly Reading<WrittenRelease>[]): Fault[] {
  return releases.flatMap((release) => lintInSet(release, releases.filter((other) => other !== release)));
}
