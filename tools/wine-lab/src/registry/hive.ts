import { LabError } from '../errors.ts';

/** The names of `winnt.h`. A type without a name keeps its number, as Windows does. */
export type RegistryType =
  'REG_NONE' | 'REG_SZ' | 'REG_EXPAND_SZ' | 'REG_BINARY' | 'REG_DWORD' | 'REG_DWORD_BIG_ENDIAN' | 'REG_LINK' | 'REG_MULTI_SZ' | 'REG_QWORD' | `REG_${number}`;

/**
 * `value` is text for strings, a list for REG_MULTI_SZ, a number for a REG_DWORD of four bytes, and lower-case hexadecimal bytes for everything else.
 */
export interface RegistryValue {
  readonly name: string;
  readonly type: RegistryType;
  readonly value: string | number | readonly string[];
}

/** One key of a hive: its path below the hive's root as spelled, and its values still as written. */
export interface HiveKey {
  readonly path: string;
  readonly body: string;
}

const typeNames: Readonly<Record<number, RegistryType>> = {
  0: 'REG_NONE',
  1: 'REG_SZ',
  2: 'REG_EXPAND_SZ',
  3: 'REG_BINARY',
  4: 'REG_DWORD',
  5: 'REG_DWORD_BIG_ENDIAN',
  6: 'REG_LINK',
  7: 'REG_MULTI_SZ',
  11: 'REG_QWORD',
};

const header = 'WINE REGISTRY Version 2\n';

/**
 * The keys of a Wine hive file (`system.reg`, `user.reg`, `userdef.reg`; the form is that of Wine's `server/registry.c`, save_subkeys).
 * Time stamps are left out: writing a value again as it was is no change.
 *
 * @throws LabError `LAB_HIVE_UNREADABLE` when the text is no such file.
 */
export function readHive(text: string): HiveKey[] {
  if (!text.startsWith(header))
    throw new LabError('LAB_HIVE_UNREADABLE', `expected a hive beginning with ${JSON.stringify(header)}, got ${JSON.stringify(text.slice(0, 40))}`);
  return text
    .split(/^\[/m)
    .slice(1)
    .map((section) => {
      const [first = '', ...rest] = section.split('\n');
      const end = first.lastIndexOf(']');
      if (end < 0) throw new LabError('LAB_HIVE_UNREADABLE', `expected a key in brackets, got [${first}`);
      return { path: unescape(first.slice(0, end)), body: rest.filter((line) => line !== '' && !line.startsWith('#')).join('\n') };
    });
}

/** The values of one key. */
export function readValues(body: string): RegistryValue[] {
  return body
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '')
    .map(readValue);
}

function readValue(line: string): RegistryValue {
  const [, quoted, written] = /^(?:@|"((?:[^"\\]|\\.)*)")=(.*)$/.exec(line) ?? [];
  if (written === undefined) throw new LabError('LAB_HIVE_UNREADABLE', `expected "name"=value, got ${line}`);
  const name = unescape(quoted ?? '');
  const [, prefix = '', type, rest = ''] = /^(?:(dword|hex|str)(?:\(([0-9a-f]+)\))?:)?(.*)$/.exec(written) ?? [];
  if (prefix === 'dword') return { name, type: 'REG_DWORD', value: Number.parseInt(rest, 16) };
  if (prefix === 'hex') return fromBytes(name, type === undefined ? 3 : Number.parseInt(type, 16), rest.replaceAll(',', ''));
  return fromText(name, type === undefined ? 1 : Number.parseInt(type, 16), unescape(rest.slice(1, -1)));
}

function fromText(name: string, type: number, text: string): RegistryValue {
  return { name, type: typeName(type), value: type === 7 ? text.split('\0').filter((item) => item !== '') : text };
}

/** Strings come as bytes when they do not end in a NUL. */
function fromBytes(name: string, type: number, hex: string): RegistryValue {
  const isText = type === 1 || type === 2 || type === 7;
  return isText && hex.length % 4 === 0 ? fromText(name, type, Buffer.from(hex, 'hex').toString('utf16le')) : { name, type: typeName(type), value: hex };
}

function typeName(type: number): RegistryType {
  return typeNames[type] ?? `REG_${type}`;
}

const letters: Readonly<Record<string, string>> = { a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b' };

/** Undoes Wine's dump_strW: `\x3042`, octal `\0`, C letters, and a backslash before anything else. */
function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(/\\(?:x([0-9a-f]{1,4})|([0-7]{1,3})|(.))/gs, (_, hex?: string, octal?: string, letter = '') => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return letters[String(letter)] ?? String(letter);
  });
}
