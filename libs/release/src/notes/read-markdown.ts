import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { faultAt, quote, type Fault, type Position } from '../faults.ts';
import type { RuleName } from '../rule-table.ts';
import type { Block, Span } from './blocks.ts';

/** A block and the place where it starts. */
export interface PlacedBlock extends Position {
  readonly block: Block;
}

const allowed = 'headings of level 1 to 3, paragraphs, flat lists and **strong** text';

/**
 * Reads the few things of Markdown that notes are made of; all else is a fault.
 *
 * @param firstLine line of the file on which the text starts.
 */
export function readMarkdown(text: string, file: string, firstLine: number): { blocks: PlacedBlock[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const blocks: PlacedBlock[] = [];
  let line = firstLine;
  for (const token of Lexer.lex(text)) {
    const start = { line, column: 1 };
    const refuse = (rule: RuleName, expected: string, raw: string): void => {
      faults.push(faultAt(file, positionOf(raw, token.raw, start), rule, expected, quote(raw.trim())));
    };
    const block = toBlock(token as MarkedToken, refuse);
    if (block !== undefined) blocks.push({ ...start, block });
    line += token.raw.split('\n').length - 1;
  }
  return { blocks, faults };
}

type Refuse = (rule: RuleName, expected: string, raw: string) => void;

function toBlock(token: MarkedToken, refuse: Refuse): Block | undefined {
  switch (token.type) {
    case 'space':
      return undefined;
    case 'heading':
      if (token.depth > 3) refuse('notes-markup', allowed, token.raw);
      return { kind: 'heading', level: token.depth === 1 ? 1 : token.depth === 2 ? 2 : 3, spans: toSpans(token.tokens, refuse) };
    case 'paragraph':
      return { kind: 'paragraph', spans: toSpans(token.tokens ?? [], refuse) };
    case 'list':
      return { kind: 'list', ordered: token.ordered, items: (token).items.map((item) => toItem(item, refuse)) };
    default:
      refuse(token.type === 'html' ? 'notes-raw-html' : 'notes-markup', token.type === 'html' ? 'no HTML' : allowed, token.raw);
      return undefined;
  }
}

function toItem(item: Tokens.ListItem, refuse: Refuse): Span[] {
  const [first, ...rest] = item.tokens.filter(({ type }) => type !== 'space');
  const more = rest[0] ?? (first?.type === 'text' || first?.type === 'paragraph' ? undefined : first);
  if (more !== undefined || item.task) refuse('notes-markup', allowed, more?.raw ?? item.raw);
  return first?.type === 'text' || first?.type === 'paragraph' ? toSpans((first as Tokens.Text).tokens ?? [], refuse) : [];
}

function toSpans(tokens: readonly Token[], refuse: Refuse, strong = false): Span[] {
  return (tokens as readonly MarkedToken[]).flatMap((token) => {
    switch (token.type) {
      case 'text':
      case 'escape':
        // Emphasis that Markdown did not recognise, as happens between Japanese quotation marks, stays in the text.
        if (token.type === 'text' && /\*\*|__|`/.test(token.text)) refuse('notes-markup', allowed, token.raw);
        return [{ text: joinLines(token.text), strong }];
      case 'strong':
        return toSpans(token.tokens ?? [], refuse, true);
      case 'html':
        refuse('notes-raw-html', 'no HTML', token.raw);
        return [];
      default:
        refuse('notes-markup', allowed, token.raw);
        return [];
    }
  });
}

/** Japanese has no spaces between words, so a line break beside a Japanese character is none. */
function joinLines(text: string): string {
  return text.replace(/(?<=[^\x00-\x7f])\n|\n(?=[^\x00-\x7f])/g, '').replaceAll('\n', ' ');
}

function positionOf(raw: string, inRaw: string, start: Position): Position {
  const before = inRaw.slice(0, Math.max(0, inRaw.indexOf(raw))).split('\n');
  return { line: start.line + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 };
}
