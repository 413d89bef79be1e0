import type { Progress } from '@togo/foundation';
import { ensureNeeds } from '@togo/needs';
import { personas } from './persona.ts';
import { ensureTemplate } from './prefix/template.ts';

/** Makes everything that `createPc` needs: the tools of this machine, the Wine box, a template for each persona (some four minutes, once). */
export async function provisionWine(progress: Progress): Promise<void> {
  await ensureNeeds('test', progress);
  for (const persona of personas) await ensureTemplate(persona, progress);
}
