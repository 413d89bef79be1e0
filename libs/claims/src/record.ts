import { byteKind, isPair, kindOfByte } from './cp932.ts';
import { limits } from './limits.ts';

/** What can be wrong inside one line, whatever the record is. `unclosed`: the line ends inside quotes. */
export type TextFault = 'broken' | 'apostrophe' | 'control' | 'carriage-return' | 'quote' | 'unclosed';

export type OnFault = (fault: TextFault, column: number) => void;

const quote = 0x22;
const comma = 0x2c;

/**
 * The items of one record, as places in the bytes of its line; used again for each line, so that nothing is allocated
 * per item. Items are numbered from 1 (項目番号); quotes belong to no item.
 */
export class RecordItems {
  bytes: Uint8Array = new Uint8Array();
  count = 0;
  /** A byte outside ASCII was met. */
  hasHighBytes = false;
  readonly #from = new Int32Array(limits.itemsMax + 1);
  readonly #to = new Int32Array(limits.itemsMax + 1);
  readonly #lengths = new Int32Array(limits.itemsMax + 1);
  readonly #onFault: OnFault;

  constructor(onFault: OnFault) {
    this.#onFault = onFault;
  }

  /** 0 for an item that is not there, so that it reads as an empty one. */
  from(column: number): number {
    return column <= this.count ? (this.#from[column] ?? 0) : 0;
  }

  to(column: number): number {
    return column <= this.count ? (this.#to[column] ?? 0) : 0;
  }

  /** Bytes in CP932; a doubled quote counts once. */
  length(column: number): number {
    return column <= this.count ? (this.#lengths[column] ?? 0) : 0;
  }

  isByte(column: number, byte: number): boolean {
    return this.length(column) === 1 && this.bytes[this.from(column)] === byte;
  }

  /** The first item from `column` on that has more bytes than its width (by column; 0 is no limit), or 0. */
  nextLonger(widths: Uint16Array, column: number): number {
    const lengths = this.#lengths;
    const last = Math.min(this.count, limits.itemsMax, widths.length - 1);
    for (let at = column; at <= last; at++) {
      const width = widths[at] as number;
      if (width > 0 && (lengths[at] as number) > width) return at;
    }
    return 0;
  }

  /** Finds the items of `bytes[from, to)`: quoted, unquoted and empty ones side by side, as real files have them. */
  read(bytes: Uint8Array, from: number, to: number): void {
    this.bytes = bytes;
    this.count = 0;
    this.hasHighBytes = false;
    let next = from;
    // Each item but the last ends before a comma, so a comma at the end has an empty item behind it.
    do next = (bytes[next] === quote && next < to ? this.#quoted(next + 1, to) : this.#bare(next, next, to)) + 1;
    while (next <= to);
  }

  /** Reads an item from behind its opening quote and returns where it ends: at a comma, or at the end of the line. */
  #quoted(start: number, to: number): number {
    const { bytes } = this;
    let doubled = 0;
    for (let at = start; at < to; ) {
      const kind = kindOfByte[bytes[at] as number] as number;
      if (kind === byteKind.plain || kind === byteKind.comma) at++;
      else if (kind !== byteKind.quote) at = this.#special(at, to, kind);
      else if (at + 1 < to && bytes[at + 1] === quote) {
        doubled++;
        at += 2;
      } else if (at + 1 === to || bytes[at + 1] === comma) {
        this.#add(start, at, doubled);
        return at + 1;
      } else {
        this.#onFault('quote', this.count + 1);
        return this.#bare(start, at + 1, to);
      }
    }
    this.#onFault('unclosed', this.count + 1);
    this.#add(start, to, doubled);
    return to;
  }

  /** The same for an item without quotes that began at `start`, from `at` on. */
  #bare(start: number, at: number, to: number): number {
    const { bytes } = this;
    while (at < to) {
      const kind = kindOfByte[bytes[at] as number] as number;
      if (kind === byteKind.comma) break;
      at = kind === byteKind.plain ? at + 1 : this.#special(at, to, kind);
    }
    this.#add(start, at, 0);
    return at;
  }

  /** Takes what is neither ASCII text nor a comma, and returns where to go on. */
  #special(at: number, to: number, kind: number): number {
    const byte = this.bytes[at] as number;
    if (byte >= 0x80) this.hasHighBytes = true;
    if (kind === byteKind.kana) return at + 1;
    if (kind === byteKind.lead && at + 1 < to && isPair[byte * 256 + (this.bytes[at + 1] as number)] === 1) return at + 2;
    this.#onFault(faultOfKind(kind), this.count + 1);
    return at + 1;
  }

  #add(from: number, to: number, doubled: number): void {
    this.count++;
    if (this.count > limits.itemsMax) return;
    this.#from[this.count] = from;
    this.#to[this.count] = to;
    this.#lengths[this.count] = to - from - doubled;
  }
}

function faultOfKind(kind: number): TextFault {
  switch (kind) {
    case byteKind.quote:
      return 'quote';
    case byteKind.apostrophe:
      return 'apostrophe';
    case byteKind.carriageReturn:
      return 'carriage-return';
    case byteKind.control:
      return 'control';
    default:
      return 'broken';
  }
}
