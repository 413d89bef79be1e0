import { satisfies } from 'semver';
import { ask, differing, type ReleaseCheck } from '../check.ts';
import type { Subject } from '../subject.ts';

/** The range in release.json is the one that was reviewed, lets the previous release in, and not this one or a later one. */
export function checkUpgradesFrom({ manifest, written }: Subject): Promise<ReleaseCheck> {
  const { upgradesFrom, previousRelease } = written.release;
  return ask('upgrades-from', `${upgradesFrom}, with ${previousRelease} and without ${manifest.version}`, manifest.upgradesFrom, () => [
    ...differing('release.json', upgradesFrom, manifest.upgradesFrom),
    ...(satisfies(previousRelease, manifest.upgradesFrom) ? [] : [`${previousRelease} is not in it`]),
    ...(satisfies(manifest.version, manifest.upgradesFrom) ? [`${manifest.version} is in it`] : []),
  ]);
}
