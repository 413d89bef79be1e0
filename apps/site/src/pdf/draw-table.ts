import type { WordTable } from '../announcement/document.ts';
import { layout, type Paper } from './paper.ts';

const padding = 6;
/** Of the width, for the first column; the others share the rest. */
const firstShare = 0.3;
const cellText = { lineGap: 3 } as const;

/** A ruled table with a caption; no row is cut by the end of a page. */
export function drawTable(paper: Paper, { caption, head, rows }: WordTable): void {
  const { pdf } = paper;
  const first = paper.width * firstShare;
  const widths = head.map((_, column) => (column === 0 ? first : (paper.width - first) / (head.length - 1)));
  paper.reserve(90);
  const table = paper.open('Table');
  paper.add('Caption', () => void pdf.font('bold').fontSize(layout.bodySize).fillColor(layout.ink).text(caption, paper.left, pdf.y, { width: paper.width }), table);
  paper.gap(4);
  for (const [number, cells] of [head, ...rows].entries()) drawRow(paper, table, cells, widths, number === 0);
  pdf.x = paper.left;
  paper.gap(layout.blockGap + 2);
}

function drawRow(paper: Paper, table: PDFKit.PDFStructureElement, cells: readonly string[], widths: readonly number[], isHead: boolean): void {
  const { pdf } = paper;
  const fontOf = (column: number): string => (isHead || column === 0 ? 'bold' : 'regular');
  const heights = cells.map((words, column) => pdf.font(fontOf(column)).fontSize(layout.bodySize).heightOfString(words === '' ? ' ' : words, { ...cellText, width: inner(widths[column]) }));
  const height = Math.max(...heights) + 2 * padding;
  paper.reserve(height);
  const row = paper.open('TR', table);
  const top = pdf.y;
  cells.forEach((words, column) => {
    const left = paper.left + widths.slice(0, column).reduce((sum, width) => sum + width, 0);
    const width = widths[column] ?? 0;
    paper.decorate(() => {
      pdf.lineWidth(0.75).rect(left, top, width, height);
      if (isHead) pdf.fillAndStroke(layout.shade, layout.line);
      else pdf.stroke(layout.line);
    });
    paper.add(
      isHead || column === 0 ? 'TH' : 'TD',
      () => void pdf.font(fontOf(column)).fontSize(layout.bodySize).fillColor(layout.ink).text(words, left + padding, top + padding, { ...cellText, width: inner(width) }),
      row,
    );
  });
  pdf.y = top + height;
}

function inner(width = 0): number {
  return width - 2 * padding;
}
