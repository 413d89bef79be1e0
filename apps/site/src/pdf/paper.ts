import { InternalError } from '@togo/foundation';
import PDFDocument from 'pdfkit';
import type { Fonts } from './fonts.ts';

/** Lengths in points of 1/72 inch. */
export const layout = {
  margin: 62,
  bodySize: 10.5,
  lineGap: 5,
  blockGap: 9,
  ink: '#1a1a1a',
  blue: '#0031d8',
  line: '#767676',
  shade: '#f1f1f4',
} as const;

const footerHeight = 34;

/** An A4 document under way: text with structure for a screen reader, everything else as decoration. */
export class Paper {
  readonly pdf: PDFKit.PDFDocument;
  readonly #root: PDFKit.PDFStructureElement;
  readonly #chunks: Buffer[] = [];
  readonly #ended: Promise<void>;

  constructor({ regular, bold }: Fonts, info: { readonly title: string; readonly author: string; readonly at: Date }) {
    this.pdf = new PDFDocument({
      size: 'A4',
      margins: { top: layout.margin, left: layout.margin, right: layout.margin, bottom: layout.margin + footerHeight },
      pdfVersion: '1.7',
      lang: 'ja-JP',
      tagged: true,
      displayTitle: true,
      bufferPages: true,
      info: { Title: info.title, Author: info.author, CreationDate: info.at, ModDate: info.at },
    });
    this.pdf.registerFont('regular', regular).registerFont('bold', bold);
    this.pdf.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    this.#ended = new Promise((resolve, reject) => this.pdf.once('end', resolve).once('error', reject));
    this.#root = this.pdf.struct('Document');
    this.pdf.addStructure(this.#root);
  }

  get left(): number {
    return layout.margin;
  }

  get width(): number {
    return this.pdf.page.width - 2 * layout.margin;
  }

  /** Adds content with its role: `H1`, `P`, `LI`. */
  add(role: string, draw: () => void, parent: PDFKit.PDFStructureElement = this.#root): void {
    parent.add(this.pdf.struct(role, {}, draw));
  }

  /** A part that further parts are put into: `Table`, `TR`, `L`. */
  open(role: string, parent: PDFKit.PDFStructureElement = this.#root): PDFKit.PDFStructureElement {
    const element = this.pdf.struct(role);
    parent.add(element);
    return element;
  }

  /** Lines and grounds, which a screen reader passes by. */
  decorate(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.pdf.endMarkedContent();
  }

  /** Starts a page where less than this height is left. */
  reserve(height: number): void {
    const { page } = this.pdf;
    if (this.pdf.y + height > page.height - page.margins.bottom) this.pdf.addPage();
  }

  gap(height: number): void {
    this.pdf.y += height;
  }

  async end(): Promise<Uint8Array> {
    this.#numberPages();
    this.pdf.end();
    await this.#ended;
    return new Uint8Array(Buffer.concat(this.#chunks));
  }

  #numberPages(): void {
    const { count } = this.pdf.bufferedPageRange();
    if (count < 1) throw new InternalError('a document has a page');
    for (let index = 0; index < count; index += 1) {
      this.pdf.switchToPage(index);
      // Below the margin: without this, pdfkit would start a page for it.
      this.pdf.page.margins.bottom = 0;
      this.decorate(() => this.pdf.font('regular').fontSize(9).fillColor(layout.ink).text(`${index + 1} / ${count}`, this.left, this.pdf.page.height - layout.margin, { width: this.width, align: 'center' }));
    }
  }
}
