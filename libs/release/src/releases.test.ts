import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fixedClock } from '@togo/foundation';
import { describe, expect, it } from 'vitest';
import { columnsOf } from './columns.ts';
import { formatFaults, lintRelease, lintReleaseSet, notesToHtml, notesToText, parseNotes, parsePlan, parseRelease } from './index.ts';

const releasesFolder = join(import.meta.dirname, '../../../releases');
const versions = readdirSync(releasesFolder).sort();
const read = (version: string, name: string) => readFileSync(join(releasesFolder, version, name), 'utf8');
const releaseOf = (version: string) => parseRelease(read(version, 'release.yaml'), `releases/${version}/release.yaml`);

function lint(version: string, moment: string) {
  const linted = lintRelease({
    release: releaseOf(version),
    plan: parsePlan(read(version, 'plan.yaml'), `releases/${version}/plan.yaml`),
    notes: parseNotes(read(version, 'notes.ja.md'), `releases/${version}/notes.ja.md`),
    others: versions.filter((other) => other !== version).map(releaseOf),
    clock: fixedClock(moment),
  });
  if (!linted.ok) throw new Error(`\n${formatFaults(linted.faults)}`);
  return linted;
}

describe.each(versions)('when release %s is read before it is announced', (version) => {
  const sourceDate = releaseOf(version).whole?.sourceDate ?? '';

  it('has no fault', () => {
    const { plan } = lint(version, sourceDate);
    expect(plan.milestones.announcement.when).toMatchObject({ kind: 'fixed' });
  });

  it('has the page that was looked at', async () => {
    const { notes, release } = lint(version, sourceDate);
    await expect(notesToHtml(notes, release)).toMatchFileSnapshot(`../test/golden/notes-${version}.html`);
  });

  it('has the text that was looked at', async () => {
    const { notes } = lint(version, sourceDate);
    await expect(notesToText(notes)).toMatchFileSnapshot(`../test/golden/notes-${version}.txt`);
  });

  it('has a page without script, address or anything else to fetch', () => {
    const { notes, release } = lint(version, sourceDate);
    expect(notesToHtml(notes, release)).not.toMatch(/<script|<link|<img|url\(|https?:|var\(|display: *(grid|flex)/);
  });

  it('has a text of lines that fit, all ended by CRLF', () => {
    const lines = notesToText(lint(version, sourceDate).notes).split('\r\n');
    expect(lines.filter((line) => columnsOf(line) > 76 || /[\r\n]/.test(line))).toEqual([]);
    expect(lines.at(-1)).toBe('');
  });
});

describe('when all releases are compared', () => {
  it('finds them in order', () => {
    expect(versions).toEqual(['9.0.0', '9.1.0']);
    expect(lintReleaseSet(versions.map(releaseOf))).toEqual([]);
  });

  it('gives every facility a whole claims window between release and cut-over', () => {
    const { milestones } = lint('9.1.0', '2021-03-12T10:00:00+09:00').plan;
    expect(milestones.general.when).toEqual({ kind: 'fixed', at: new Date('2021-04-19T01:00:00Z') });
    expect(milestones.cutover?.when).toEqual({ kind: 'fixed', at: new Date('2021-05-24T01:00:00Z') });
  });
});
