import * as z from 'zod';
import { InternalError } from '@togo/foundation';
import { faultAt, quote, type Fault } from '../faults.ts';
import { formatVersion, version } from '../fields.ts';
import { conform, type Reading } from '../written/conform.ts';
import { readYaml } from '../written/yaml-file.ts';
import { plainText, type Notes } from './blocks.ts';
import { readMarkdown, type PlacedBlock } from './read-markdown.ts';

const frontMatterSchema = z.strictObject({ formatVersion, version });

/** notes.ja.md as far as it could be read. */
export interface NotesReading {
  readonly file: string;
  readonly front: Reading<z.output<typeof frontMatterSchema>>;
  readonly blocks: readonly PlacedBlock[];
  /** Faults of the front matter and of the Markdown. */
  readonly faults: readonly Fault[];
}

/**
 * Reads notes.ja.md: YAML front matter (`formatVersion`, `version`) between lines of `---`, then Markdown.
 *
 * @param text undefined when there is no such file.
 * @param file the name that faults give.
 */
export function parseNotes(text: string | undefined, file: string): NotesReading {
  const source = text?.replaceAll('\r\n', '\n');
  const [head, front] = /^---\n([^]*?\n)---\n/.exec(source ?? '') ?? [];
  if (source === undefined || head === undefined || front === undefined) {
    const reading = conform(frontMatterSchema, readYaml(source === undefined ? undefined : '', file));
    const got = quote(source?.split('\n')[0]);
    const faults = source === undefined ? reading.faults : [faultAt(file, { line: 1, column: 1 }, 'notes-front-matter', '--- and the front matter', got)];
    const body = readMarkdown(source ?? '', file, 1);
    return { file, front: reading, blocks: body.blocks, faults: [...faults, ...body.faults] };
  }
  const reading = conform(frontMatterSchema, readYaml(front, file, 2));
  const firstLine = head.split('\n').length;
  const body = readMarkdown(source.slice(head.length), file, firstLine);
  const empty = body.blocks.length + body.faults.length === 0 ? [faultAt(file, { line: firstLine, column: 1 }, 'notes-empty', 'words', 'nothing')] : [];
  return { file, front: reading, blocks: body.blocks, faults: [...reading.faults, ...body.faults, ...empty] };
}

export function toNotes({ front, blocks }: NotesReading): Notes {
  const title = blocks[0]?.block;
  if (front.whole === undefined || title?.kind !== 'heading') throw new InternalError('notes were used before they were checked');
  return { ...front.whole, title: plainText(title.spans), blocks: blocks.map(({ block }) => block) };
}
