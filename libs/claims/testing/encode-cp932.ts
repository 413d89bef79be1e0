import { decodeCp932, isPair } from '../src/cp932.ts';

const pairOf = new Map<string, number>();
for (let pair = isPair.length - 1; pair >= 0; pair--) {
  if (isPair[pair] === 1) pairOf.set(decodeCp932(Uint8Array.of(pair >> 8, pair & 0xff)) ?? '', pair);
}

/**
 * CP932 bytes of a text: ASCII, half-width kana and everything that the decoder reads.
 *
 * @throws RangeError for a character that CP932 does not have.
 */
export function encodeCp932(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = pairOf.get(character);
    if (code < 0x80) bytes.push(code);
    else if (code >= 0xff61 && code <= 0xff9f) bytes.push(code - 0xff61 + 0xa1);
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff);
    else throw new RangeError(`CP932 has no character ${character}`);
  }
  return Uint8Array.from(bytes);
}
