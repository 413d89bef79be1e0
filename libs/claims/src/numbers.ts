const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** A = 10 … Z = 32 without I, O and Q (事業所番号, 資料13); -1 for anything else. */
const valueOfByte = Int8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = letters.indexOf(String.fromCharCode(byte));
  return letter === -1 ? -1 : 10 + letter;
});

/** The third character of a 事業所番号 (事業所区分) is the only one that can be a letter. */
const letterPlace = 2;
const officeLength = 10;
const insurerLength = 6;
const paddedInsurerLength = 8;

/** 事業所番号: ten characters, the third a digit or a letter, the last the check digit. */
export function isOfficeNumber(text: string): boolean {
  const bytes = new TextEncoder().encode(text);
  return isOfficeNumberAt(bytes, 0, bytes.length);
}

/** 保険者番号: six digits, or eight with two leading zeros as in 証記載保険者番号; the last is the check digit. */
export function isInsurerNumber(text: string): boolean {
  const bytes = new TextEncoder().encode(text);
  return isInsurerNumberAt(bytes, 0, bytes.length);
}

export function isOfficeNumberAt(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== officeLength) return false;
  for (let at = from; at < to; at++) {
    const value = valueOfByte[bytes[at] ?? 0] ?? -1;
    if (value < 0 || (value > 9 && at !== from + letterPlace)) return false;
  }
  return endsWithCheckDigit(bytes, from, to);
}

export function isInsurerNumberAt(bytes: Uint8Array, from: number, to: number): boolean {
  if (!hasInsurerForm(bytes, from, to)) return false;
  const start = to - insurerLength;
  for (let at = from; at < start; at++) if (bytes[at] !== 0x30) return false;
  let sum = 0;
  for (let at = start; at < to; at++) sum += valueOfByte[bytes[at] ?? 0] ?? 0;
  return sum > 0 && endsWithCheckDigit(bytes, start, to);
}

/** Six or eight digits, whatever the check digit says. */
export function hasInsurerForm(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== insurerLength && to - from !== paddedInsurerLength) return false;
  for (let at = from; at < to; at++) {
    const value = valueOfByte[bytes[at] ?? 0] ?? -1;
    if (value < 0 || value > 9) return false;
  }
  return true;
}

/** The check digit that belongs behind a number: modulus 10, weights 2-1 from the right, products split into digits. */
export function checkDigitOf(text: string): number {
  const bytes = new TextEncoder().encode(text);
  return checkDigit(bytes, 0, bytes.length);
}

function endsWithCheckDigit(bytes: Uint8Array, from: number, to: number): boolean {
  return checkDigit(bytes, from, to - 1) === valueOfByte[bytes[to - 1] ?? 0];
}

function checkDigit(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let at = to - 1, weight = 2; at >= from; at--, weight = 3 - weight) {
    const product = (valueOfByte[bytes[at] ?? 0] ?? 0) * weight;
    sum += Math.floor(product / 10) + (product % 10);
  }
  return (10 - (sum % 10)) % 10;
}
