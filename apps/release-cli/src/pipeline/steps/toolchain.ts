import { ensureNeeds, locateToolchain } from '@togo/needs';
import type { Progress } from '@togo/foundation';
import type { Cut } from '../cut.ts';
import type { StepOutcome } from '../step.ts';

export async function findToolchain(cut: Cut, progress: Progress): Promise<StepOutcome> {
  await ensureNeeds('cut', progress);
  cut.learn('toolchain', await locateToolchain());
  return 'built';
}
