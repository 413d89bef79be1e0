import fc from 'fast-check';
import semver from 'semver';
import { describe, expect, it } from 'vitest';
import { edit, sample } from '../../test/sample.ts';
import { formatMoment, lintReleaseSet, parseRelease, releaseSchemaJson } from '../index.ts';

const part = fc.integer({ min: 0, max: 30 });
const versionSets = fc.uniqueArray(
  fc.tuple(fc.integer({ min: 1, max: 30 }), part, part).map((parts) => parts.join('.')),
  { minLength: 2, maxLength: 6 },
);

/** Releases that follow one another in the order given. */
function line(versions: readonly string[]) {
  return versions.map((version, index) => {
    const text = edit(edit(sample.before, 'version: 9.0.0', `version: ${version}`), '2020-10-09T10:00:00+09:00', formatMoment(new Date(Date.UTC(2020, 0, index + 1))));
    return parseRelease(text.replace(/previousRelease: .*/, `previousRelease: ${versions[index - 1] ?? '0.0.1'}`), `${version}.yaml`);
  });
}

describe('when releases follow one another', () => {
  it('is content with any versions in semver order, in whatever order they are listed', () => {
    fc.assert(
      fc.property(versionSets, fc.boolean(), (versions, backwards) => {
        const releases = line(versions.toSorted(semver.compare));
        expect(lintReleaseSet(backwards ? releases.toReversed() : releases)).toEqual([]);
      }),
    );
  });

  it('notices any two that stand in the wrong order', () => {
    fc.assert(
      fc.property(versionSets, (versions) => {
        const [first, second, ...rest] = versions.toSorted(semver.compare);
        const releases = line([second ?? '', first ?? '', ...rest]);
        expect(lintReleaseSet(releases).map(({ rule }) => rule)).toContain('source-date-order');
      }),
    );
  });
});

describe('when an editor asks for the JSON Schema of release.yaml', () => {
  it('gets the keys, the patterns and what each expects', () => {
    expect(releaseSchemaJson()).toMatchObject({
      additionalProperties: false,
      properties: { version: { type: 'string', description: 'a version such as 9.1.0' }, tls: { properties: { max: { const: 'TLSv1.2' } } } },
    });
  });
});
