import { longAgo, readReleaseFiles } from '../../release-files.ts';
import type { Cut } from '../cut.ts';
import type { StepOutcome } from '../step.ts';

/**
 * Reads what is to be cut. Whether a date has slipped is a question for publishing, not for building:
 * an old release can be cut again, to compare its bytes.
 */
export async function readRelease(cut: Cut): Promise<StepOutcome> {
  const checked = await readReleaseFiles(cut.version, longAgo);
  cut.learn('release', checked);
  cut.learn('sourceDate', checked.release.sourceDate.getTime() / 1000);
  return 'built';
}
