/** What a file is that is no claim file, as far as its first bytes tell. */
export type ForeignKind = 'utf-16' | 'utf-8-bom' | 'excel' | 'zip' | 'pdf' | 'unknown';

const marks: readonly (readonly [kind: ForeignKind, ...bytes: number[]])[] = [
  ['utf-16', 0xff, 0xfe],
  ['utf-16', 0xfe, 0xff],
  ['utf-16', 0x31, 0x00],
  ['utf-16', 0x00, 0x31],
  ['utf-8-bom', 0xef, 0xbb, 0xbf],
  ['excel', 0xd0, 0xcf, 0x11, 0xe0],
  ['zip', 0x50, 0x4b, 0x03, 0x04],
  ['pdf', 0x25, 0x50, 0x44, 0x46],
];

/** Looks at the first line. Null when it can be the first record of a claim file: it begins with a record type. */
export function recognizeForeign(line: Uint8Array): ForeignKind | null {
  const found = marks.find(([, ...bytes]) => bytes.every((byte, at) => line[at] === byte));
  if (found !== undefined) return found[0];
  const at = line[0] === 0x22 ? 1 : 0;
  const isType = line[at] === 0x31 || line[at] === 0x32 || line[at] === 0x33;
  return isType && line[at * 2 + 1] === 0x2c ? null : 'unknown';
}

/**
 * Tells UTF-8 without a mark from CP932. Much of UTF-8 is also valid CP932 (あ becomes 縺ゅ), so a file counts as UTF-8
 * when everything outside ASCII in it is, and at least one character has three bytes as Japanese ones do. CP932 text
 * fails that at its first kanji.
 */
export class Utf8Watch {
  /** False from the first line on that is not UTF-8. */
  possible = true;
  #japanese = false;

  feed(bytes: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to && this.possible; at++) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80) continue;
      const more = byte >= 0xc2 && byte <= 0xdf ? 1 : byte >= 0xe0 && byte <= 0xef ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
      this.possible = more > 0 && continues(bytes, at + 1, Math.min(at + 1 + more, to));
      if (more >= 2) this.#japanese = true;
      at += more;
    }
  }

  get found(): boolean {
    return this.possible && this.#japanese;
  }
}

/** A sequence that the end of the file cuts still counts. */
function continues(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return false;
  return true;
}
