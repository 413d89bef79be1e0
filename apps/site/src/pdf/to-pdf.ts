import { CodedError } from '@togo/foundation';
import { formatJst } from '@togo/release';
import type { DocumentBlock, PublicDocument } from '../announcement/document.ts';
import type { SiteCode } from '../errors.ts';
import { drawTable } from './draw-table.ts';
import type { Fonts } from './fonts.ts';
import { layout, Paper } from './paper.ts';

type Spans = readonly { readonly text: string; readonly strong: boolean }[];

const headingSizes = { 1: 15, 2: 13, 3: 11.5 } as const;
const indent = 18;

/**
 * A document on A4 paper: fonts embedded, tagged for a screen reader. Equal documents give equal bytes: its only time is that of publication.
 *
 * @throws CodedError `GLYPH_MISSING`
 */
export async function documentToPdf(document: PublicDocument, fonts: Fonts): Promise<Uint8Array> {
  const { title, at, publisher, correction, blocks } = document;
  const paper = new Paper(fonts, { title, author: publisher, at });
  refuseMissingGlyphs(paper, document);
  const { pdf } = paper;
  paper.add('P', () => void body(paper).text(`${formatJst(at)}\n${publisher}`, { align: 'right', lineGap: 3 }));
  paper.gap(14);
  paper.add('H1', () => void pdf.font('bold').fontSize(headingSizes[1]).fillColor(layout.ink).text(title, paper.left, pdf.y, { width: paper.width, lineGap: 4 }));
  rule(paper);
  if (correction !== undefined) {
    drawHeading(paper, 2, '訂正');
    drawTable(paper, correction);
  }
  for (const block of blocks) drawBlock(paper, block);
  return paper.end();
}

function drawBlock(paper: Paper, block: DocumentBlock): void {
  switch (block.kind) {
    case 'heading':
      return drawHeading(paper, block.level, block.spans.map(({ text }) => text).join(''));
    case 'paragraph':
      paper.add('P', () => drawSpans(paper, block.spans, paper.left, paper.width));
      return paper.gap(layout.blockGap);
    case 'list': {
      const list = paper.open('L');
      block.items.forEach((item, index) => {
        paper.reserve(2 * layout.bodySize + layout.lineGap);
        drawItem(paper, list, block.ordered ? `${index + 1}.` : '・', item);
      });
      return paper.gap(layout.blockGap - 4);
    }
    case 'table':
      return drawTable(paper, block);
  }
}

/** A heading stays with what follows it. */
function drawHeading(paper: Paper, level: 1 | 2 | 3, text: string): void {
  const { pdf } = paper;
  paper.gap(level === 3 ? 3 : 8);
  paper.reserve(64);
  paper.add(`H${level}`, () => void pdf.font('bold').fontSize(headingSizes[level]).fillColor(layout.ink).text(text, paper.left, pdf.y, { width: paper.width, lineGap: 3 }));
  paper.gap(5);
}

function drawItem(paper: Paper, list: PDFKit.PDFStructureElement, label: string, spans: Spans): void {
  const item = paper.open('LI', list);
  const top = paper.pdf.y;
  paper.add('Lbl', () => void body(paper).text(label, paper.left, top, { width: indent }), item);
  paper.pdf.y = top;
  paper.add('LBody', () => drawSpans(paper, spans, paper.left + indent, paper.width - indent), item);
  paper.gap(4);
}

function drawSpans(paper: Paper, spans: Spans, left: number, width: number): void {
  const { pdf } = paper;
  body(paper);
  pdf.x = left;
  spans.forEach(({ text, strong }, index) => {
    pdf.font(strong ? 'bold' : 'regular').text(text, { width, lineGap: layout.lineGap, continued: index < spans.length - 1 });
  });
  pdf.x = paper.left;
}

function body({ pdf }: Paper): PDFKit.PDFDocument {
  return pdf.font('regular').fontSize(layout.bodySize).fillColor(layout.ink);
}

function rule(paper: Paper): void {
  const { pdf, left, width } = paper;
  paper.gap(6);
  paper.decorate(() => void pdf.lineWidth(2).moveTo(left, pdf.y).lineTo(left + width, pdf.y).stroke(layout.blue));
  paper.gap(14);
}

/** A character without a picture would be an empty box on the paper of every facility. */
function refuseMissingGlyphs({ pdf }: Paper, { title, publisher, correction, blocks }: PublicDocument): void {
  const tables = [...(correction === undefined ? [] : [correction]), ...blocks.filter((block) => block.kind === 'table')];
  const spans = blocks.flatMap((block) => (block.kind === 'list' ? block.items.flat() : block.kind === 'table' ? [] : block.spans)).map(({ text }) => text);
  const words = [title, publisher, ...spans, ...tables.flatMap(({ caption, head, rows }) => [caption, ...head, ...rows.flat()])].join('');
  const missing = [...new Set(words)].filter((character) => ['regular', 'bold'].some((name) => !hasGlyph(pdf, name, character)));
  if (missing.length === 0) return;
  throw new CodedError<SiteCode>('GLYPH_MISSING', `the font has no picture of: ${missing.join(' ')}`, { hint: 'Write these characters in another way in notes.ja.md or release.yaml.' });
}

/** pdfkit keeps the fontkit font that it draws with; its types do not say so. */
function hasGlyph(pdf: PDFKit.PDFDocument, name: string, character: string): boolean {
  const { _font } = pdf.font(name) as unknown as { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } };
  return _font.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
}
