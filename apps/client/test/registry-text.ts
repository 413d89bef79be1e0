import type { RegValue } from '@togo/ie-settings';
import type { QueryKey } from '../src/ie-check/reg-query.ts';

/** Keys below HKLM and HKCU with their values; `denied` for one that may not be read. A 32-bit view stands under `32 HKLM\…`. */
export type WrittenKeys = Readonly<Record<string, Readonly<Record<string, RegValue>> | 'denied'>>;

const typeNames: Readonly<Record<number, string>> = { 0: 'REG_NONE', 1: 'REG_SZ', 2: 'REG_EXPAND_SZ', 3: 'REG_BINARY', 5: 'REG_DWORD_BIG_ENDIAN', 7: 'REG_MULTI_SZ', 11: 'REG_QWORD' };
const roots: Readonly<Record<string, string>> = { HKLM: 'HKEY_LOCAL_MACHINE', HKCU: 'HKEY_CURRENT_USER' };

/** Answers as reg.exe of a Japanese Windows 10 does, its texts read as Latin-1. */
export function queryOf(keys: WrittenKeys): QueryKey {
  return (key, view) => {
    const place = view === 32 && `32 ${key}` in keys ? `32 ${key}` : key;
    const values = keys[place];
    const below = Object.keys(keys).filter((name) => name.toLowerCase().startsWith(`${key.toLowerCase()}\\`));
    if (values === 'denied' || (values === undefined && below.length === 0)) return Promise.resolve(undefined);
    const subkeys = new Set(below.map((name) => name.split('\\').slice(0, key.split('\\').length + 1).join('\\')));
    return Promise.resolve(['', longName(key), ...lines(values ?? {}), '', ...[...subkeys].map(longName), ''].join('\r\n'));
  };
}

const longName = (key: string): string => key.replace(/^\w+/, (root) => roots[root] ?? root);

function lines(values: Readonly<Record<string, RegValue>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => (value.kind === 'absent' || value.kind === 'denied' ? [] : [`    ${name}    ${typeAndData(value)}`]));
}

function typeAndData(value: Exclude<RegValue, { kind: 'absent' | 'denied' }>): string {
  switch (value.kind) {
    case 'dword':
      return `REG_DWORD    0x${value.value.toString(16)}`;
    case 'text':
      return `REG_SZ    ${value.text}`;
    case 'other':
      return `${typeNames[value.type] ?? '(null)'}    ${value.data ?? ''}`;
  }
}
