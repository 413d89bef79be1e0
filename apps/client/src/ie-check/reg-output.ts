import type { RegValue } from '@togo/ie-settings';

/** One key of the registry as `reg query` prints it. */
export interface RegKey {
  /** A value by its name, in any case. */
  readonly value: (name: string) => RegValue;
  /** Whether a key of this name is directly below, in any case. */
  readonly hasSubkey: (name: string) => boolean;
}

/** Numbers of the types as Windows has them (winnt.h); 4 and 1 have readings of their own. */
const typeNumbers: Readonly<Record<string, number>> = {
  REG_NONE: 0, REG_SZ: 1, REG_EXPAND_SZ: 2, REG_BINARY: 3, REG_DWORD: 4, REG_DWORD_BIG_ENDIAN: 5, REG_LINK: 6, REG_MULTI_SZ: 7,
  REG_RESOURCE_LIST: 8, REG_FULL_RESOURCE_DESCRIPTOR: 9, REG_RESOURCE_REQUIREMENTS_LIST: 10, REG_QWORD: 11,
};
const unknownType = -1;

/**
 * Reads what `reg query <key>` prints: values as four spaces, name, four spaces, type, four spaces, data; keys as whole paths.
 * Only ASCII is looked at (names, types and numbers of ours), because the rest comes in the console's code page and in the user's language.
 *
 * @param key as it was asked for: `HKLM\SOFTWARE\Microsoft`.
 */
export function parseRegOutput(text: string, key: string): RegKey {
  const values = new Map<string, RegValue>();
  const subkeys = new Set<string>();
  const depth = key.split('\\').length + 1;
  for (const line of text.split(/\r?\n/)) {
    const shown = /^ {4}(.+?) {4}(REG_\w+|0x[0-9a-f]+|\(null\))(?: {4}(.*)| *)$/i.exec(line);
    if (shown !== null) {
      const [, name = '', type = '', data = ''] = shown;
      if (!values.has(name.toLowerCase())) values.set(name.toLowerCase(), toValue(type, data));
    } else if (line.startsWith('HKEY_')) {
      const segments = line.split('\\');
      if (segments.length === depth) subkeys.add((segments.at(-1) ?? '').toLowerCase());
    }
  }
  return {
    value: (name) => values.get(name.toLowerCase()) ?? { kind: 'absent' },
    hasSubkey: (name) => subkeys.has(name.toLowerCase()),
  };
}

function toValue(type: string, data: string): RegValue {
  if (type === 'REG_SZ') return { kind: 'text', text: data };
  if (type === 'REG_DWORD' && /^0x[0-9a-f]{1,8}$/i.test(data)) return { kind: 'dword', value: Number.parseInt(data, 16) };
  return { kind: 'other', type: typeNumbers[type] ?? unknownType };
}
