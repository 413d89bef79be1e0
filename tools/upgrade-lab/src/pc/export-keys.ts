import { InternalError } from '@togo/foundation';
import type { Registry, RegistryValue } from '@togo/wine-lab';

/** The values of some keys as a registry script that makes them again. */
export function exportKeys(registry: Registry, keys: readonly string[]): string {
  return keys
    .flatMap((key) => {
      const values = registry.values(key);
      return values === undefined ? [] : [`[${fullKey(key)}]`, ...values.map(line), ''];
    })
    .join('\n');
}

/** The key as a registry script names it. */
export function fullKey(key: string): string {
  return key.replace(/^HKLM/, 'HKEY_LOCAL_MACHINE');
}

function line({ name, type, value }: RegistryValue): string {
  const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  if (type === 'REG_SZ' && typeof value === 'string') return `${quoted(name)}=${quoted(value)}`;
  if (type === 'REG_DWORD' && typeof value === 'number') return `${quoted(name)}=dword:${value.toString(16).padStart(8, '0')}`;
  throw new InternalError(`the lab cannot save a value of type ${type} (${name})`);
}
