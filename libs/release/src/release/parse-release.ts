import { InternalError } from '@togo/foundation';
import { parseMoment } from '../jst.ts';
import { conform, type Reading } from '../written/conform.ts';
import { readYaml } from '../written/yaml-file.ts';
import { releaseSchema, type Release, type WrittenRelease } from './schema.ts';

/**
 * Reads release.yaml. The rules about several values are asked by `lintRelease`.
 *
 * @param text undefined when there is no such file.
 * @param file the name that faults give.
 */
export function parseRelease(text: string | undefined, file: string): Reading<WrittenRelease> {
  return conform(releaseSchema, readYaml(text, file));
}

export function toRelease(written: WrittenRelease): Release {
  const sourceDate = parseMoment(written.sourceDate);
  if (sourceDate === undefined) throw new InternalError(`sourceDate was not checked: ${written.sourceDate}`);
  return { ...written, sourceDate };
}
