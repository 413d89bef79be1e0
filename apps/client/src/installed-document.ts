import { join } from 'node:path';
import { ClientError } from './client-error.ts';
import { limits } from './limits.ts';
import type { Places } from './places.ts';
import { isMissing, readText } from './read-file.ts';

/** The documents of this version, each a whole page with its content in `<main>`. */
export type DocumentName = 'notes.html' | 'guide.html';

/**
 * The content of an installed document, to stand in a page of ours. Undefined when this version has no such document.
 *
 * @throws ClientError `I-483` when the file is there and is no such page.
 */
export async function readDocument(places: Places, name: DocumentName): Promise<string | undefined> {
  let page: string;
  try {
    page = await readText(join(places.program, name), limits.documentMaxBytes);
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw new ClientError('I-483', `${name}: ${String(cause)}`, { cause });
  }
  const content = /<main[^>]*>([^]*)<\/main>/i.exec(page)?.[1];
  if (content === undefined) throw new ClientError('I-483', `${name}: expected the content in <main>`);
  return content;
}
