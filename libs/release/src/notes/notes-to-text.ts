import { columnsOf } from '../columns.ts';
import { limits } from '../limits.ts';
import { plainText, type Block, type Notes } from './blocks.ts';
import { wrap } from './wrap.ts';

/** The notes as plain text for the installer's page and for Notepad: lines of at most 76 columns, all ended by CRLF, no byte order mark. */
export function notesToText(notes: Notes): string {
  const paragraphs = notes.blocks.map((block) => blockToLines(block).join('\r\n'));
  return `${paragraphs.join('\r\n\r\n')}\r\n`;
}

function blockToLines(block: Block): string[] {
  switch (block.kind) {
    case 'heading': {
      if (block.level > 1) return hang(block.level === 2 ? '■ ' : '◆ ', plainText(block.spans));
      const lines = wrap(plainText(block.spans), limits.textColumns);
      return [...lines, '='.repeat(Math.max(...lines.map(columnsOf)))];
    }
    case 'paragraph':
      return wrap(plainText(block.spans), limits.textColumns);
    case 'list':
      return block.items.flatMap((item, index) => hang(block.ordered ? `(${index + 1}) ` : '・', plainText(item)));
  }
}

/** Text behind a mark, its further lines indented to where the text began. */
function hang(mark: string, text: string): string[] {
  const indent = columnsOf(mark);
  return wrap(text, limits.textColumns - indent).map((line, index) => (index === 0 ? mark : ' '.repeat(indent)) + line);
}
