import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toGuideHtml } from '@togo/ie-settings';
import { notesToHtml, notesToText } from '@togo/release';
import { ask, type ReleaseCheck } from '../check.ts';
import { readFromLayer, type Subject } from '../subject.ts';

/**
 * A facility reads what was reviewed: the notes beside the programs and those inside them are notes.ja.md, rendered.
 *
 * @param dist undefined when only the layers are at hand.
 */
export function checkNotes(subject: Subject, dist?: string): Promise<ReleaseCheck> {
  const { notes, release } = subject.written;
  return ask('notes', `what releases/${release.version}/notes.ja.md renders to`, 'the same words', async () => {
    const words = { 'notes.html': notesToHtml(notes, release), 'notes.txt': notesToText(notes) };
    const faults: string[] = [];
    for (const [name, text] of Object.entries(words)) {
      if (dist !== undefined && (await readFile(join(dist, name), 'utf8')) !== text) faults.push(`${name} is another text`);
    }
    for (const [name, text] of Object.entries({ ...words, 'guide.html': toGuideHtml() })) {
      if ((await readFromLayer(subject, 'extras', name)).toString('utf8') !== text) faults.push(`${name} in the extras layer is another text`);
    }
    return faults;
  });
}
