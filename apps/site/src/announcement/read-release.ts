import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, insteadOf } from '@togo/foundation';
import { formatFaults, parseNotes, parsePlan, parseRelease, type NotesReading, type WrittenPlan, type WrittenRelease } from '@togo/release';
import type { SiteCode } from '../errors.ts';

export interface ReleaseWords {
  readonly release: WrittenRelease;
  readonly plan: WrittenPlan;
  readonly notes: { readonly blocks: readonly NotesReading['blocks'][number]['block'][] };
}

/**
 * The three files of a release folder. The rules between them are those of `togo plan lint`.
 *
 * @throws CodedError `RELEASE_FAULTS` with every fault.
 */
export async function readRelease(folder: string): Promise<ReleaseWords> {
  const release = parseRelease(...(await written(folder, 'release.yaml')));
  const plan = parsePlan(...(await written(folder, 'plan.yaml')));
  const notes = parseNotes(...(await written(folder, 'notes.ja.md')));
  const faults = [...release.faults, ...plan.faults, ...notes.faults];
  if (faults.length > 0 || release.whole === undefined || plan.whole === undefined) {
    throw new CodedError<SiteCode>('RELEASE_FAULTS', `${faults.length} faults in the release files:\n${formatFaults(faults)}`, { hint: 'Nothing was written. Mend the lines above and run the same command again.' });
  }
  return { release: release.whole, plan: plan.whole, notes: { blocks: notes.blocks.map(({ block }) => block) } };
}

/** A missing file is for the rules to report. */
async function written(folder: string, name: string): Promise<[text: string | undefined, file: string]> {
  const file = join(folder, name);
  const text = await readFile(file, 'utf8').catch(insteadOf('ENOENT', undefined));
  return [text, file];
}
