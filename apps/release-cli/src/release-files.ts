import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, insteadOf, type Clock } from '@togo/foundation';
import { formatFaults, formatMoment, lintRelease, parseNotes, parsePlan, parseRelease, type Linted, type Release } from '@togo/release';
import { compare } from 'semver';
import { workspaceRoot } from './workspace.ts';

export type CheckedRelease = Extract<Linted, { ok: true }>;

export const releasesFolder = join(workspaceRoot, 'releases');

/**
 * Reads releases/<version> and asks every rule about it.
 *
 * @param clock the moment from which the plan is judged.
 * @param folder has a folder for each version.
 * @throws CodedError `VERSION_UNKNOWN` when there is no such folder, `RELEASE_FAULTS` with every fault in the message.
 */
export async function readReleaseFiles(version: string, clock: Clock, folder = releasesFolder): Promise<CheckedRelease> {
  const linted = await lintReleaseFiles(version, clock, folder);
  if (linted.ok) return linted;
  throw new CodedError('RELEASE_FAULTS', `${linted.faults.length} faults in the release files:\n${formatFaults(linted.faults)}`, {
    hint: 'Nothing was built. Mend the lines above and run the same command again.',
  });
}

/** No milestone lies before it: for questions about a release that are not about whether a date has slipped. */
export const longAgo: Clock = { now: () => new Date(0) };

/** When the newest release's plan lets the reception stop accepting TLS 1.0 and 1.1, as ISO 8601. */
export async function newestCutover(): Promise<string> {
  const newest = (await listVersions()).at(-1) ?? '';
  const { milestones } = (await readReleaseFiles(newest, longAgo)).plan;
  const when = milestones.cutover?.when;
  if (when?.kind === 'fixed') return formatMoment(when.at);
  throw new CodedError('CUTOVER_NOT_FIXED', `the plan of ${newest} has no fixed cut-over date`, { hint: 'Give --cutover or --era.' });
}

/** The release before this one; undefined where `releases/` does not have it. */
export async function readPreviousRelease({ previousRelease }: Release): Promise<Release | undefined> {
  return (await listVersions()).includes(previousRelease) ? (await readReleaseFiles(previousRelease, longAgo)).release : undefined;
}

export async function listVersions(folder = releasesFolder): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort(compare);
}

export async function lintReleaseFiles(version: string, clock: Clock, folder = releasesFolder): Promise<Linted> {
  const versions = await listVersions(folder);
  if (!versions.includes(version)) {
    throw new CodedError('VERSION_UNKNOWN', `there is no release "${version}"`, { hint: `releases/ has: ${versions.join(', ')}` });
  }
  const others = versions.filter((name) => name !== version);
  return lintRelease({
    release: parseRelease(...(await written(folder, version, 'release.yaml'))),
    plan: parsePlan(...(await written(folder, version, 'plan.yaml'))),
    notes: parseNotes(...(await written(folder, version, 'notes.ja.md'))),
    others: await Promise.all(others.map(async (name) => parseRelease(...(await written(folder, name, 'release.yaml'))))),
    clock,
  });
}

/** A file of a release and its name for faults; a missing file is for the rules to report. */
async function written(folder: string, version: string, name: string): Promise<[text: string | undefined, file: string]> {
  const file = `releases/${version}/${name}`;
  const text = await readFile(join(folder, version, name), 'utf8').catch(insteadOf('ENOENT', undefined));
  return [text, file];
}
