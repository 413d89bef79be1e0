import type { Repository } from '@togo/trust/node';
import { limits } from '../limits.ts';
import type { Log } from '../log.ts';
import { readText } from '../read-file.ts';
import type { Offer } from './judge-world.ts';
import { nameTrouble } from './name-trouble.ts';
import { notesFile } from './update-folder.ts';

/** The words about an offered version, where they are here. */
export async function readNotes(folder: string, offer: Offer): Promise<string | undefined> {
  return readText(notesFile(folder, offer), limits.updateNotesMaxBytes).catch(() => undefined);
}

/** An offer without its words is an offer all the same. */
export async function fetchNotes(repository: Repository, folder: string, offer: Offer, log: Log): Promise<void> {
  const { notes } = offer;
  if (notes === undefined || notes.bytes > limits.updateNotesMaxBytes || (await readNotes(folder, offer)) !== undefined) return;
  try {
    await repository.download(notes.target, notesFile(folder, offer));
  } catch (error) {
    log.write('update-notes-missing', { why: nameTrouble(error).detail });
  }
}
