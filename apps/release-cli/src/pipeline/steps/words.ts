import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toGuideHtml } from '@togo/ie-settings';
import { notesToHtml, notesToText } from '@togo/release';
import type { Cut } from '../cut.ts';
import { hashLock, hashSources } from '../source-hash.ts';
import type { StepOutcome } from '../step.ts';

/** What a facility reads beside the programs: the release notes as page and text, and the guide to the IE setting. */
export async function writeWords(cut: Cut): Promise<StepOutcome> {
  const { release, notes } = cut.known('release');
  const html = notesToHtml(notes, release);
  const text = notesToText(notes);
  const inputs = { html, text, sources: await hashSources('libs/ie-settings/src'), lock: await hashLock() };
  const { dir, outcome } = await cut.cache.get('words', inputs, async (out) => {
    await writeFile(join(out, 'notes.html'), html);
    await writeFile(join(out, 'notes.txt'), text);
    await writeFile(join(out, 'guide.html'), toGuideHtml());
  });
  for (const name of ['notes.html', 'notes.txt']) await copyFile(join(dir, name), join(cut.staging, name));
  cut.learn('wordsDir', dir);
  return outcome;
}
