/** What one byte can be in a claim file. `plain` is ASCII; a lead byte takes the next byte with it. */
export const byteKind = { plain: 0, comma: 1, quote: 2, lead: 3, kana: 4, apostrophe: 5, control: 6, carriageReturn: 7, broken: 8 } as const;

/** One of `byteKind` for each byte. */
export const kindOfByte: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === 0x2c) return byteKind.comma;
  if (byte === 0x22) return byteKind.quote;
  if (byte === 0x27) return byteKind.apostrophe;
  if (byte === 0x0d) return byteKind.carriageReturn;
  if (byte < 0x20 || byte === 0x7f) return byteKind.control;
  if (byte < 0x80) return byteKind.plain;
  if (byte >= 0xa1 && byte <= 0xdf) return byteKind.kana;
  return isLead(byte) ? byteKind.lead : byteKind.broken;
});

const decoder = new TextDecoder('shift_jis', { fatal: true });

/**
 * 1 where lead × 256 + trail is a character. Asked once of the platform's own decoder, so that the check agrees with it and
 * still knows record and item of a broken character, in any split of the bytes.
 */
export const isPair: Uint8Array = askForPairs();

/** All pairs in one text, a line each: ten thousand refusals, each an exception, would take longer than the rest of the client's start. */
function askForPairs(): Uint8Array {
  const pairs = Array.from({ length: 0x10000 }, (_, pair) => pair).filter((pair) => isLead(pair >> 8) && (pair & 0xff) >= 0x40 && (pair & 0xff) <= 0xfc);
  const lines = new TextDecoder('shift_jis').decode(Uint8Array.from(pairs.flatMap((pair) => [pair >> 8, pair & 0xff, 0x0a]))).split('\n');
  const isPair = new Uint8Array(0x10000);
  for (const [index, pair] of pairs.entries()) if (lines[index]?.length === 1 && lines[index] !== '\ufffd') isPair[pair] = 1;
  return isPair;
}

/** Text of CP932 bytes, or null when a character is broken. */
export function decodeCp932(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

function isLead(byte: number): boolean {
  return (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);
}
