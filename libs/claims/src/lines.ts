import { limits } from './limits.ts';

/** `none`: the file ends before the line does. */
export type LineEnd = 'crlf' | 'lf' | 'none';

/**
 * One line of the file: `bytes[from, to)` without its line end, valid only during the call. `tooLong` lines come
 * with their first `limits.recordMaxBytes` bytes.
 */
export type OnLine = (bytes: Uint8Array, from: number, to: number, end: LineEnd, tooLong: boolean) => void;

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** Cuts a stream of bytes into lines, in the same way however the stream is split. Keeps one line at most. */
export class LineCutter {
  readonly #onLine: OnLine;
  /** The beginning of a line whose end has not come yet. */
  readonly #kept = new Uint8Array(limits.recordMaxBytes + 1);
  #keptBytes = 0;

  constructor(onLine: OnLine) {
    this.#onLine = onLine;
  }

  push(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length; ) {
      const end = chunk.indexOf(lineFeed, from);
      const to = end === -1 ? chunk.length : end;
      if (end !== -1 && this.#keptBytes === 0) this.#emit(chunk, from, to, true);
      else {
        this.#keep(chunk, from, to);
        if (end !== -1) this.#flush(true);
      }
      from = to + 1;
    }
  }

  end(): void {
    if (this.#keptBytes > 0) this.#flush(false);
  }

  /** Copies what fits; one byte more than a record may have tells that it is too long. */
  #keep(chunk: Uint8Array, from: number, to: number): void {
    const fits = chunk.subarray(from, Math.min(to, from + this.#kept.length - this.#keptBytes));
    this.#kept.set(fits, this.#keptBytes);
    this.#keptBytes += fits.length;
  }

  #flush(ended: boolean): void {
    const bytes = this.#keptBytes;
    this.#keptBytes = 0;
    this.#emit(this.#kept, 0, bytes, ended);
  }

  #emit(bytes: Uint8Array, from: number, to: number, ended: boolean): void {
    if (to - from > limits.recordMaxBytes) this.#onLine(bytes, from, from + limits.recordMaxBytes, ended ? 'crlf' : 'none', true);
    else if (bytes[to - 1] === carriageReturn && to > from) this.#onLine(bytes, from, to - 1, ended ? 'crlf' : 'none', false);
    else this.#onLine(bytes, from, to, ended ? 'lf' : 'none', false);
  }
}
