import { decodeCp932 } from '../src/cp932.ts';

/** Draws a whole number from 0 to below the limit. */
export type Draw = (below: number) => number;

/** Breaks at least one rule of the format, by its construction. */
export type Mutation = (good: Uint8Array, draw: Draw) => Uint8Array;

const concat = (...parts: (Uint8Array | readonly number[])[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** The lines with their line ends; bytes as Latin-1, so that nothing is lost. */
function linesOf(bytes: Uint8Array): string[] {
  return Buffer.from(bytes).toString('latin1').split(/(?<=\r\n)/);
}

function onLine(good: Uint8Array, line: number, change: (text: string) => string): Uint8Array {
  const lines = linesOf(good);
  return latin(lines.with(line, change(lines[line] ?? '')).join(''));
}

/** Changes one digit of an item to another digit. Only for items without quoted commas before them. */
function otherDigit(good: Uint8Array, line: number, column: number, draw: Draw): Uint8Array {
  return onLine(good, line, (text) => {
    const items = text.split(',');
    const item = items[column - 1] ?? '';
    const places = [...item.matchAll(/\d/g)].map(({ index }) => index);
    const at = places[draw(places.length)] ?? 0;
    const digit = String((Number(item[at]) + 1 + draw(9)) % 10);
    return items.with(column - 1, item.slice(0, at) + digit + item.slice(at + 1)).join(',');
  });
}

const dataLine = (good: Uint8Array, draw: Draw): number => 1 + draw(linesOf(good).length - 2);
const forbidden = [0x00, 0x07, 0x09, 0x1a, 0x27, 0x7f];

export const mutations: Readonly<Record<string, Mutation>> = {
  'a line is lost': (good, draw) => {
    const lines = linesOf(good);
    return latin(lines.toSpliced(draw(lines.length), 1).join(''));
  },
  'a line is doubled': (good, draw) => {
    const lines = linesOf(good);
    const at = draw(lines.length);
    return latin(lines.toSpliced(at, 0, lines[at] ?? '').join(''));
  },
  'two lines are swapped': (good, draw) => {
    const lines = linesOf(good);
    const a = draw(lines.length);
    const b = (a + 1 + draw(lines.length - 1)) % lines.length;
    return latin(lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '').join(''));
  },
  'the file is cut': (good, draw) => good.subarray(0, draw(good.length)),
  'a byte is overwritten with a forbidden one': (good, draw) => good.with(draw(good.length), forbidden[draw(forbidden.length)] ?? 0),
  'a byte is overwritten with one that CP932 does not have': (good, draw) => good.with(draw(good.length), 0xfd + draw(3)),
  'a quote is put in': (good, draw) => {
    const at = draw(good.length);
    return concat(good.subarray(0, at), [0x22], good.subarray(at));
  },
  'a line end is put in': (good, draw) => {
    const at = draw(good.length);
    return concat(good.subarray(0, at), [0x0d, 0x0a], good.subarray(at));
  },
  'the line ends are others': (good, draw) => latin(linesOf(good).join('').replaceAll('\r\n', ['\n', '\r', '\n\r', '\r\r\n'][draw(4)] ?? '\n')),
  'the count is another': (good, draw) => onLine(good, 0, (text) => text.split(',').with(3, String(1000 + draw(1000))).join(',')),
  'a record number has another digit': (good, draw) => otherDigit(good, dataLine(good, draw), 2, draw),
  'the office of the control record has another digit': (good, draw) => otherDigit(good, 0, 8, draw),
  'the processing month has another digit': (good, draw) => otherDigit(good, 0, 11, draw),
  'the medium is another': (good, draw) => otherDigit(good, 0, 10, draw),
  'a key item is longer': (good, draw) => {
    // The first quoted item of a data record is its 識別番号 in both styles.
    const more = '1'.repeat(1 + draw(9000));
    return onLine(good, dataLine(good, draw), (text) => text.replace(/"(\w{4})"/, `"$1${more}"`));
  },
  'an item is put in': (good, draw) => onLine(good, draw(linesOf(good).length), (text) => text.replace('\r\n', ',""\r\n')),
  'something follows the end': (good, draw) => concat(good, Array.from({ length: 1 + draw(20) }, () => draw(256))),
  'the text is UTF-8': (good) => new TextEncoder().encode((decodeCp932(good) ?? '').replace('\r\n2,', '\r\n2,"あ",')),
  'the text is UTF-8 with a mark': (good) => concat([0xef, 0xbb, 0xbf], good),
  'the text is UTF-16': (good, draw) => {
    const text = Buffer.from(decodeCp932(good) ?? '', 'utf16le');
    return draw(2) === 0 ? text : text.swap16();
  },
  'everything is chance': (_good, draw) => Uint8Array.from({ length: draw(3000) }, () => draw(256)),
  'everything is chance after a good control record': (good, draw) =>
    concat(latin(linesOf(good)[0] ?? ''), Array.from({ length: draw(3000) }, () => draw(256))),
};
